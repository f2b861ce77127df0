import { editDistance } from '../text/edit-distance.ts';
import { fold, wordsOf } from '../text/fold.ts';

/** Names a slip of the finger away from what was wanted, as a whole or in one of its words; nearest first. */
export function nearMisses(wanted: string, names: readonly string[], limit = 3): string[] {
  return [...new Set(names)]
    .map((name) => ({ name, slips: slips(wanted, name) }))
    .filter(({ slips }) => slips !== undefined)
    .sort((a, b) => (a.slips ?? 0) - (b.slips ?? 0))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** ` Did you mean “A” or “B”?`, to be put behind what was not found; "" without near misses. */
export function didYouMean(names: readonly string[]): string {
  if (names.length === 0) return '';
  const quoted = names.map((name) => `“${name}”`);
  const last = quoted.pop();
  return ` Did you mean ${quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`}?`;
}

function slips(wanted: string, name: string): number | undefined {
  const pairs = [
    [fold(wanted), fold(name)] as const,
    ...wordsOf(wanted).flatMap((word) => wordsOf(name).map((other) => [word, other] as const)),
  ];
  const near = pairs
    .filter(([a, b]) => Math.abs(a.length - b.length) <= allowed(a))
    .map(([a, b]) => ({ slips: editDistance(a, b), allowed: allowed(a) }))
    .filter(({ slips, allowed }) => slips <= allowed)
    .map(({ slips }) => slips);
  return near.length === 0 ? undefined : Math.min(...near);
}

/** Slips a word of this length may have and still be meant. */
const allowed = (word: string): number => (word.length < 3 ? 0 : word.length < 6 ? 1 : 2);
