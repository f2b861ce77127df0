import type { ComponentChildren, JSX, RefObject } from 'preact';
import { Mark } from '../parts/mark.tsx';

/** The one line: what is typed, and grows with it. */
export function AskLine({
  field,
  text,
  placeholder,
  busy,
  listId,
  chosen,
  onText,
  onKeyDown,
  children,
}: {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly placeholder: string;
  readonly busy: boolean;
  /** The suggestions' id; undefined when there are none. */
  readonly listId: string | undefined;
  /** The id of the suggestion that is chosen. */
  readonly chosen: string | undefined;
  readonly onText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <header class="ask">
      <Mark busy={busy} />
      <textarea
        ref={field}
        rows={1}
        class="ask-field"
        aria-label="Ask your Mac"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={chosen}
        placeholder={placeholder}
        spellcheck={false}
        autocomplete="off"
        readOnly={busy}
        value={text}
        onInput={(event) => onText(event.currentTarget.value.replaceAll('\n', ' '))}
        onKeyDown={onKeyDown}
      />
      {children}
    </header>
  );
}
