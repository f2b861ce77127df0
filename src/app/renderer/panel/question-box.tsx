import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Key } from '../parts/keys.tsx';
import type { GivenReply, OpenQuestion } from '../request/view.ts';

/** A key that was meant for something else must not answer a question that has just come up. In milliseconds. */
const deafMs = 350;

/** A question of a call, answered by number, arrows, or words. The first open one takes the keyboard. */
export function QuestionBox({
  question,
  takesFocus,
  onReply,
}: {
  readonly question: OpenQuestion;
  readonly takesFocus: boolean;
  readonly onReply: (reply: GivenReply) => void;
}): JSX.Element {
  const [first, ...more] = question.text.split('\n');
  return (
    <section class="question" aria-label={question.text}>
      <p class="question-text">{first}</p>
      {more.length > 0 && <p class="question-more">{more.join('\n')}</p>}
      {question.kind === 'tell' ? (
        <Words label={question.text} takesFocus={takesFocus} onReply={onReply} />
      ) : (
        <Choices question={question} takesFocus={takesFocus} onReply={onReply} />
      )}
    </section>
  );
}

function Choices({
  question: { kind, text, choices },
  takesFocus,
  onReply,
}: {
  readonly question: OpenQuestion;
  readonly takesFocus: boolean;
  readonly onReply: (reply: GivenReply) => void;
}): JSX.Element {
  const [at, setShownAt] = useState(0);
  /** The choice as it was moved to last, drawn or not: keys may come faster than frames. */
  const newest = useRef(0);
  const setAt = (index: number) => {
    newest.current = index;
    setShownAt(index);
  };
  const list = useRef<HTMLDivElement>(null);
  const shownAt = useRef(performance.now());
  useEffect(() => {
    if (takesFocus) list.current?.focus();
  }, [takesFocus]);
  const reply = (index: number) => {
    if (performance.now() - shownAt.current >= deafMs) onReply(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const digit = Number(event.key);
    const byLetter = kind === 'confirm' ? ['y', 'n'].indexOf(event.key.toLowerCase()) : -1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((newest.current + step + choices.length) % choices.length);
    } else if (event.key === 'Enter' || event.key === ' ') reply(newest.current);
    else if (Number.isInteger(digit) && digit >= 1 && digit <= choices.length) reply(digit - 1);
    else if (byLetter !== -1) reply(byLetter);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={list}
      class="choices"
      data-kind={kind}
      role="listbox"
      aria-label={text}
      aria-activedescendant={`choice-${at}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {choices.map(({ label, detail }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keyboard, as listboxes do
        <div
          key={index}
          id={`choice-${index}`}
          tabIndex={-1}
          class="choice"
          role="option"
          aria-selected={index === at}
          onPointerMove={() => setAt(index)}
          onClick={() => reply(index)}
        >
          <span class="choice-label">{label}</span>
          {detail !== '' && <span class="choice-detail">{detail}</span>}
          <Key>{kind === 'confirm' ? (index === 0 ? '⏎' : 'N') : index + 1}</Key>
        </div>
      ))}
    </div>
  );
}

function Words({
  label,
  takesFocus,
  onReply,
}: {
  readonly label: string;
  readonly takesFocus: boolean;
  readonly onReply: (reply: GivenReply) => void;
}): JSX.Element {
  const [words, setWords] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  return (
    <form
      class="words"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== '') onReply(words);
      }}
    >
      <input
        ref={field}
        type="text"
        aria-label={label}
        placeholder="In your own words"
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      <button type="submit" class="button main" disabled={words.trim() === ''}>
        Go on
      </button>
      <button type="button" class="button" onClick={() => onReply(null)}>
        Leave it
      </button>
    </form>
  );
}
