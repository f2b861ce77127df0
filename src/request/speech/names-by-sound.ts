import { doubleMetaphone } from 'double-metaphone';
import { editDistance } from '../../text/edit-distance.ts';
import { fold } from '../../text/fold.ts';
import { inPlaceOf, lower, type Word } from './words.ts';

/** A name that was heard, and who may have been meant; the text says `candidates[0]` where that is sure. */
export interface HeardName {
  readonly heard: string;
  readonly candidates: readonly [string, ...string[]];
  readonly isSure: boolean;
}

/**
 * Puts names where a request names somebody ("text …", "with … and …") into the spelling Contacts has: a word that
 * sounds like exactly one of its names (double metaphone, Philips 2000). One that sounds like several, or is only
 * spelled nearly like one, stays as it was heard and is reported, to be asked about.
 */
export function namesBySound(
  words: readonly Word[],
  names: readonly string[],
): { words: Word[]; heard: HeardName[] } {
  const known = knownNames(names);
  const written: Word[] = [];
  const heard: HeardName[] = [];
  let afterName = -1;
  for (let at = 0; at < words.length; ) {
    const word = words[at] as Word;
    const [stem, ending] = possessive(word.core);
    const spelled = known.get(fold(stem));
    const isListed =
      (afterName === at && words[at - 1]?.trail === ',') ||
      (afterName === at - 1 && /^(?:and|or)$/.test(lower(words, at - 1)));
    const isPlace = isListed || isPlaceOfName(words, at);
    const meant = isPlace && spelled === undefined ? soundsLike(words, at, known) : undefined;
    if (spelled !== undefined && (isPlace || afterName === at || /^\p{Lu}/u.test(stem))) {
      written.push({ ...word, core: spelled + ending });
      at += 1;
      afterName = at;
    } else if (meant !== undefined) {
      const said = words.slice(at, at + meant.length);
      const last = possessive(said.at(-1)?.core ?? '')[1];
      heard.push({ heard: textOf(said), candidates: meant.candidates, isSure: meant.isSure });
      written.push(...(meant.isSure ? [inPlaceOf(said, meant.candidates[0] + last)] : said));
      at += meant.length;
      afterName = at;
    } else {
      written.push(word);
      at += 1;
    }
  }
  return { words: written, heard };
}

/** The words of all names by their folded spelling; "van" and "de" are not told apart by ear. */
const knownNames = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    names
      .flatMap((name) => name.split(/[\s,]+/))
      .filter((word) => /^\p{Lu}.*\p{L}/u.test(word))
      .map((word) => [fold(word), word]),
  );

const possessive = (core: string): [stem: string, ending: string] => {
  const ending = /'s?$/.exec(core)?.[0] ?? '';
  return [core.slice(0, core.length - ending.length), ending];
};

const textOf = (words: readonly Word[]): string => words.map(({ core }) => possessive(core)[0]).join(' ');

function isPlaceOfName(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !/^\p{L}/u.test(word.core) || notNames.has(lower(words, at))) return false;
  const before = lower(words, at - 1);
  if (
    words[at - 1]?.trail === '' &&
    /^(?:text|e-?mail|mail|message|call|tell|ask|invite|with|cc|remind|phone|ring|named|called)$/.test(before)
  )
    return true;
  if (/'s$/.test(word.core) && /^(?:phone|number|e-?mail|address|mobile|cell)$/.test(lower(words, at + 1)))
    return true;
  // "send it to Lootfy", but not "directions to Paris"
  const isCapital = /^\p{Lu}/u.test(word.core);
  return (
    isCapital &&
    /^(?:to|from|for)$/.test(before) &&
    !words.some(({ core }) =>
      /^(?:directions?|way|route|drive|walk|map|maps|navigate|trip|flight|train|get)$/i.test(core),
    )
  );
}

/** What follows "text", "with", "call" … and is nobody's name. */
const notNames = new Set(
  `a an the this that these those my your his her our their its it me you him them us everyone everybody anyone someone
  all both each every some any no one two three about at on in from to for of and or but as if when what who how why
  saying mom mum dad mother father boss back later now today tomorrow tonight again up out off please not
  monday tuesday wednesday thursday friday saturday sunday message messages note notes link file files pdf email
  address number attached attachment subject agenda`.split(/\s+/),
);

/** Which names a word, or two together ("loot fee"), sound like; undefined when none does. */
function soundsLike(
  words: readonly Word[],
  at: number,
  known: ReadonlyMap<string, string>,
): (Pick<HeardName, 'candidates' | 'isSure'> & { readonly length: number }) | undefined {
  const stem = (index: number) => fold(possessive(words[index]?.core ?? '')[0]);
  const alone = byEar(stem(at), known);
  if (alone?.isSure) return { ...alone, length: 1 };
  const isPair =
    words[at]?.trail === '' && words[at + 1] !== undefined && !notNames.has(lower(words, at + 1));
  const pair = isPair ? byEar(stem(at) + stem(at + 1), known) : undefined;
  if (pair?.isSure) return { ...pair, length: 2 };
  return alone === undefined ? undefined : { ...alone, length: 1 };
}

function byEar(
  said: string,
  known: ReadonlyMap<string, string>,
): Pick<HeardName, 'candidates' | 'isSure'> | undefined {
  const codes = new Set(doubleMetaphone(said));
  const ranked = [...known]
    .map(([folded, name]) => ({
      name,
      isSound: doubleMetaphone(folded).some((code) => code !== '' && codes.has(code)),
      distance: editDistance(said, folded),
    }))
    .filter(({ name, isSound, distance }) =>
      isSound
        ? distance <= Math.ceil(0.6 * Math.max(said.length, name.length))
        : distance <= 1 && name.length >= 4,
    )
    .sort((a, b) => Number(b.isSound) - Number(a.isSound) || a.distance - b.distance);
  const [best, second] = ranked;
  if (best === undefined) return undefined;
  const isAlone = second === undefined || !second.isSound || second.distance > best.distance;
  const isLong = Math.max(...doubleMetaphone(said).map(({ length }) => length)) >= 2;
  return {
    candidates: [best.name, ...ranked.slice(1, 4).map(({ name }) => name)],
    isSure: best.isSound && isAlone && (isLong || best.distance <= 1),
  };
}
