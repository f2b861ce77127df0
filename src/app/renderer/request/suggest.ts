import type { ToolName } from '../../../tools/names.ts';
import type { HistoryEntry } from '../../contract.ts';

export interface Suggestion {
  readonly query: string;
  /** For its icon. */
  readonly tool: ToolName | undefined;
  readonly from: 'history' | 'example';
}

/** What one could say, for whoever has not said much yet. */
export const examples: readonly Suggestion[] = (
  [
    ['Text Amir that I’m running ten minutes late', 'send_sms'],
    ['Zoom with Sid and Lutfi tomorrow at 3', 'get_zoom_meeting_link'],
    ['Remind me to call the plumber tomorrow at 9', 'create_reminder'],
    ['Summarize the lease agreement PDF', 'summarize_pdf'],
    ['Email Ana the survey PDF', 'compose_new_email'],
    ['Add milk to my shopping list note', 'append_note_content'],
    ['Lunch with Ben on Friday at noon', 'create_calendar_event'],
    ['How do I get to Trattoria Bianchi on foot?', 'maps_show_directions'],
  ] as const
).map(([query, tool]) => ({ query, tool, from: 'example' }));

/**
 * What fits the words typed so far: requests of the past that begin with them, then those and examples that hold all
 * of them, newest first, each once. With nothing typed: the latest requests, then examples.
 */
export function suggest(
  typed: string,
  { history, limit }: { history: readonly HistoryEntry[]; limit: number },
): Suggestion[] {
  const wanted = fold(typed);
  const past = history.map(({ query, tool }): Suggestion => ({ query, tool, from: 'history' }));
  const seen = new Set<string>();
  const all = [...(wanted === '' ? past.slice(0, 3) : past), ...examples].filter(({ query }) => {
    const key = fold(query);
    const isNew = !seen.has(key) && key !== wanted;
    seen.add(key);
    return isNew;
  });
  if (wanted === '') return all.slice(0, limit);
  const words = wanted.split(' ');
  const begins = all.filter(({ query }) => fold(query).startsWith(wanted));
  const holds = all.filter(
    ({ query }) =>
      !fold(query).startsWith(wanted) && words.every((word) => ` ${fold(query)}`.includes(` ${word}`)),
  );
  return [...begins, ...holds].slice(0, limit);
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
