import type { JSX } from 'preact';
import type { RequestView } from '../request/view.ts';
import { AnswerText } from './answer-text.tsx';

/** How a request ended: its answer, why there is none, or what was taken back. */
export function Ending({
  view,
  onOpen,
}: {
  readonly view: RequestView;
  readonly onOpen: (url: string) => void;
}): JSX.Element {
  const { answer, ending, undone } = view;
  if (undone !== undefined) {
    return (
      <div class="answer" data-tone={undone.failed.length > 0 ? 'bad' : 'good'}>
        <AnswerText text={[...undone.done, ...undone.failed].join('\n')} onOpen={onOpen} />
      </div>
    );
  }
  const words = answer?.text ?? ending?.message ?? '';
  const tone =
    answer === undefined
      ? ending?.code === 'stopped'
        ? 'plain'
        : 'bad'
      : answer.status === 'done'
        ? 'good'
        : 'bad';
  return (
    <div class="answer" data-tone={answer?.status === 'nothing-to-do' ? 'plain' : tone}>
      <AnswerText text={words} onOpen={onOpen} />
    </div>
  );
}
