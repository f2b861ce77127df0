import type { JSX } from 'preact';
import type { AppState, Pane } from '../../contract.ts';
import { Key, Keys } from '../parts/keys.tsx';
import type { RequestView } from '../request/view.ts';
import { announcement } from './announcement.ts';
import { Footer } from './footer.tsx';
import type { SpeakingView } from './speaking.ts';
import type { Requests } from './use-request.ts';

/** How the request stands, and what can be done now. */
export function PanelFooter({
  state,
  view,
  steps,
  onRun,
  voice,
  canUndo,
  said,
  requests,
  onCopy,
  onOpen,
  onPane,
  onAgain,
}: {
  readonly state: AppState;
  readonly view: RequestView | undefined;
  /** How many steps the plan to look over has. */
  readonly steps: number;
  readonly onRun: () => void;
  readonly voice: SpeakingView;
  readonly canUndo: boolean;
  readonly said: string;
  readonly requests: Requests;
  readonly onCopy: () => void;
  readonly onOpen: (() => void) | undefined;
  readonly onPane: (pane: Pane) => void;
  readonly onAgain: () => void;
}): JSX.Element {
  if (voice.phase !== 'off') {
    const howToStop = voice.untilTap ? 'tap again to stop' : 'let go when you are done';
    return (
      <Footer left={voice.phase === 'listening' ? `Listening · ${howToStop}` : 'Understanding…'}>
        <Keys keys="esc">cancel</Keys>
      </Footer>
    );
  }
  if (view === undefined) {
    return (
      <Footer left={idleInWords(state)}>
        <Keys keys="⏎">run</Keys>
        <Keys keys="⌘⏎">{state.settings.app.reviewFirst ? 'run at once' : 'review first'}</Keys>
        {state.canListen && <Keys keys={talkBy[state.settings.app.voice.tap]}>speak</Keys>}
      </Footer>
    );
  }
  const done = view.rows.filter(({ status }) => status === 'done').length;
  const count = view.rows.length;
  switch (view.phase) {
    case 'planning':
      return (
        <Footer left={view.note === '' ? 'Planning…' : 'One moment'}>
          <Stop onClick={requests.cancel} />
        </Footer>
      );
    case 'running': {
      const asking = view.rows.some(({ status }) => status === 'asking');
      return (
        <Footer
          left={
            <>
              <b>
                {done} of {count}
              </b>{' '}
              done{asking ? ' · the rest waits for you' : ''}
            </>
          }
        >
          <Stop onClick={requests.cancel} />
        </Footer>
      );
    }
    case 'review':
      return (
        <Footer left="Nothing has happened yet">
          <Keys keys="⏎">edit</Keys>
          <Keys keys="⌫">drop</Keys>
          <button type="button" class="button main" disabled={steps === 0} onClick={onRun}>
            Run {steps === 1 ? 'this step' : `${steps} steps`} <Key>⌘⏎</Key>
          </button>
        </Footer>
      );
    case 'ended': {
      const pane = view.rows.find((row) => row.pane !== undefined)?.pane;
      const failed = view.answer === undefined || view.answer.status === 'failed';
      return (
        <Footer left={said !== '' && said !== announcement(view) ? said : <Ended view={view} done={done} />}>
          {canUndo && (
            <button type="button" class="button" onClick={requests.undo}>
              Undo <Key>⌘Z</Key>
            </button>
          )}
          {view.answer !== undefined && view.answer.text !== '' && (
            <button type="button" class="button" onClick={onCopy}>
              Copy <Key>⌘C</Key>
            </button>
          )}
          {failed && view.undone === undefined && (
            <button
              type="button"
              class={pane !== undefined || onOpen !== undefined ? 'button' : 'button main'}
              onClick={onAgain}
            >
              Try again
            </button>
          )}
          {pane !== undefined && (
            <button type="button" class="button main" onClick={() => onPane(pane)}>
              Open Settings
            </button>
          )}
          {pane === undefined && onOpen !== undefined && view.undone === undefined && (
            <button type="button" class="button main" onClick={onOpen}>
              Open <Key>⌘O</Key>
            </button>
          )}
        </Footer>
      );
    }
    default:
      return view.phase satisfies never;
  }
}

function Stop({ onClick }: { readonly onClick: () => void }): JSX.Element {
  return (
    <button type="button" class="button" onClick={onClick}>
      Stop <Key>esc</Key>
    </button>
  );
}

function Ended({ view, done }: { readonly view: RequestView; readonly done: number }): JSX.Element {
  const { answer, rows, undone } = view;
  if (undone !== undefined)
    return <>{undone.failed.length > 0 ? 'Not all of it could be undone' : 'Undone'}</>;
  if (rows.length === 0) return <>Nothing was done</>;
  const planMs = (answer?.timings.retrievalMs ?? 0) + (answer?.timings.planMs ?? 0);
  return (
    <>
      <b>{done === rows.length ? `${done} done` : `${done} of ${rows.length} done`}</b>
      {answer !== undefined && ` in ${seconds(answer.timings.totalMs)}`}
      {planMs > 0 && ` · planned in ${Math.round(planMs)} ms`}
    </>
  );
}

const talkBy = { type: 'hold', toggle: 'tap' } as const;

const seconds = (ms: number): string =>
  ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;

function idleInWords({ engine, simulated }: AppState): string {
  if (engine.status === 'loading') return 'Getting ready…';
  if (engine.status === 'failed') return 'The models could not be loaded';
  return simulated ? 'Simulated Mac · nothing real is touched' : 'Nothing leaves this Mac';
}
