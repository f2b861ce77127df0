import { ordinals, tens, units } from '../when/numbers.ts';
import { lower, type Word } from './words.ts';

/**
 * Takes back what the speaker took back at once: "at five, no, six", "to Sam, I mean to Sid", "… scratch that …".
 * Only where what follows is of the same kind as what it replaces, or begins with the same small word; "say no to
 * Sam" and "tell her sorry" are left alone.
 */
export function applyCorrections(words: readonly Word[]): Word[] {
  let left = [...words];
  for (let at = 0; at < left.length; at++) {
    const marker = markers.find(({ says }) => says.every((part, index) => lower(left, at + index) === part));
    if (marker === undefined || at === 0) continue;
    const next = at + marker.says.length;
    const mended = marker.restarts ? restarted(left, at, next) : replaced(left, at, next, marker.isClear);
    if (mended === undefined) continue;
    left = mended;
    at = 0;
  }
  return left;
}

interface Marker {
  readonly says: readonly string[];
  /** Hardly anything else is meant by it; the others want commas, or a day or number on both sides. */
  readonly isClear: boolean;
  /** The whole sentence is begun anew. */
  readonly restarts: boolean;
}

const marker =
  (isClear: boolean, restarts: boolean) =>
  (words: string): Marker => ({ says: words.split(' '), isClear, restarts });

/** Longer ones first. */
const markers: readonly Marker[] = [
  ...['scratch that', 'strike that', 'forget that', 'start over'].map(marker(true, true)),
  ...[
    'no wait i mean',
    'sorry i mean',
    'no i mean',
    'wait no',
    'no wait',
    'oh wait',
    'no sorry',
    'sorry no',
    'no make that',
    'make that',
    'no actually',
    'actually no',
    'or rather',
    'i mean',
    'correction',
  ].map(marker(true, false)),
  ...['no', 'sorry', 'wait', 'actually', 'rather'].map(marker(false, false)),
];

/** "Text Amir, scratch that, email Amir": the sentence up to the marker goes. */
function restarted(words: readonly Word[], at: number, next: number): Word[] | undefined {
  if (next >= words.length) return undefined;
  const ends = words.slice(0, at - 1).findLastIndex(({ trail }) => /[.?!]/.test(trail));
  return [...words.slice(0, ends + 1), ...words.slice(next)];
}

function replaced(words: readonly Word[], at: number, next: number, isClear: boolean): Word[] | undefined {
  const first = lower(words, next);
  if (small.has(first)) {
    const from = words
      .slice(Math.max(0, at - farthest), at)
      .findLastIndex(({ core }) => core.toLowerCase() === first);
    const isApart = isClear || words[at - 1]?.trail === ',';
    const start = Math.max(0, at - farthest) + from;
    // "to Sam, to Sid": what stands between is no longer than what replaces it could be
    return from === -1 || !isApart ? undefined : [...words.slice(0, start), ...words.slice(next)];
  }
  const kind = kindOf(words[next]);
  if (kind === undefined) return undefined;
  const commas = words[at - 1]?.trail === ',' && words[next - 1]?.trail === ',';
  if (kind === 'name' && !isClear && !commas) return undefined;
  const start = Math.max(0, at - farthest);
  const found = words.slice(start, at).findLastIndex((word) => kindOf(word) === kind);
  if (found === -1) return undefined;
  const end = start + found + 1;
  let from = end - 1;
  while (from > 0 && kindOf(words[from - 1]) === kind && words[from - 1]?.trail === '') from -= 1;
  if (from === 0) return undefined;
  const between = words.slice(end, at);
  const isTime = between.every(
    (word) => small.has(word.core.toLowerCase()) || ['day', 'number'].includes(kindOf(word) ?? ''),
  );
  if (isTime) return [...words.slice(0, from), ...words.slice(next)];
  let rest = next;
  while (kindOf(words[rest]) === kind) rest += 1;
  const moved = words.slice(next, rest);
  return [
    ...words.slice(0, from),
    ...moved.map((word) => ({ ...word, trail: '' })),
    ...between.map((word, index) =>
      index < between.length - 1 ? word : { ...word, trail: moved.at(-1)?.trail ?? '' },
    ),
    ...words.slice(rest),
  ];
}

/** How many words back a correction may reach. */
const farthest = 5;

const small = new Set('to at on in with from for by about'.split(' '));

type Kind = 'day' | 'number' | 'name';

const days = new Set(
  'monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight january february march april june july august september october november december'.split(
    ' ',
  ),
);

function kindOf(word: Word | undefined): Kind | undefined {
  if (word === undefined) return undefined;
  const core = word.core.toLowerCase();
  if (days.has(core)) return 'day';
  if (
    core in units ||
    core in tens ||
    core in ordinals ||
    /^(?:[ap]\.?m\.?|o'clock|noon|midnight|half|quarter|past|oh|\d[\d:.,]*(?:[ap]m|st|nd|rd|th)?|percent|minutes?|hours?)$/.test(
      core,
    )
  )
    return 'number';
  return /^\p{Lu}\p{Ll}/u.test(word.core) ? 'name' : undefined;
}
