import type { JSX } from 'preact';
import { ToolIcon } from '../parts/app-icon.tsx';
import type { Suggestion } from '../request/suggest.ts';

export const suggestionId = (index: number): string => `suggestion-${index}`;

/** What was asked before and what one could ask; the arrows choose, Return asks. */
export function SuggestionList({
  id,
  suggestions,
  chosen,
  onChoose,
  onTake,
}: {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** -1: none. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onTake: (suggestion: Suggestion) => void;
}): JSX.Element {
  return (
    <div class="suggestions" role="listbox" id={id} aria-label="Suggestions">
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and names the chosen one
        <div
          key={suggestion.query}
          tabIndex={-1}
          id={suggestionId(index)}
          class="suggestion"
          role="option"
          aria-selected={index === chosen}
          onPointerMove={() => onChoose(index)}
          onClick={() => onTake(suggestion)}
        >
          <ToolIcon tool={suggestion.tool} />
          <span class="suggestion-query">{suggestion.query}</span>
          <span class="suggestion-from">{suggestion.from === 'history' ? 'again' : 'try'}</span>
        </div>
      ))}
    </div>
  );
}
