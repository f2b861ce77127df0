/** What is needed of English verbs to speak to somebody instead of about them. */

export const auxiliaries =
  'can|could|will|would|shall|should|may|might|must|is|are|am|was|were|has|have|had|does|do|did';

/** A third person's verb as it is after "you", where that is no matter of an ending. */
const irregular: Readonly<Record<string, string>> = {
  is: 'are',
  was: 'were',
  has: 'have',
  does: 'do',
  goes: 'go',
  focuses: 'focus',
  "isn't": "aren't",
  "wasn't": "weren't",
  "hasn't": "haven't",
  "doesn't": "don't",
  'isn’t': 'aren’t',
  'wasn’t': 'weren’t',
  'hasn’t': 'haven’t',
  'doesn’t': 'don’t',
};

/** "needs", "is", "can" after "he" as after "you": "need", "are", "can". */
export function withYou(verb: string): string {
  const known = irregular[verb];
  if (known !== undefined) return known;
  if (/(?:ss|us|['’].*)$/.test(verb) || !/s$/.test(verb)) return verb;
  return baseOf(verb);
}

/** "tries" -> "try", "misses" -> "miss", "brings" -> "bring". */
function baseOf(verb: string): string {
  if (/[^aeiou]ies$/.test(verb) && verb.length > 4) return verb.replace(/ies$/, 'y');
  if (/(?:ss|sh|ch|x|zz|[^aeio]o)es$/.test(verb)) return verb.replace(/es$/, '');
  return verb.replace(/s$/, '');
}

/** Verbs that people are often asked about or told to do, plain and in the past. */
const common: readonly (readonly [base: string, past: string])[] = [
  ['agree', 'agreed'],
  ['arrive', 'arrived'],
  ['ask', 'asked'],
  ['book', 'booked'],
  ['bring', 'brought'],
  ['buy', 'bought'],
  ['call', 'called'],
  ['check', 'checked'],
  ['close', 'closed'],
  ['come', 'came'],
  ['decide', 'decided'],
  ['do', 'did'],
  ['drive', 'drove'],
  ['eat', 'ate'],
  ['enjoy', 'enjoyed'],
  ['expect', 'expected'],
  ['fancy', 'fancied'],
  ['feel', 'felt'],
  ['find', 'found'],
  ['finish', 'finished'],
  ['forget', 'forgot'],
  ['get', 'got'],
  ['give', 'gave'],
  ['go', 'went'],
  ['have', 'had'],
  ['hear', 'heard'],
  ['know', 'knew'],
  ['land', 'landed'],
  ['leave', 'left'],
  ['like', 'liked'],
  ['live', 'lived'],
  ['lose', 'lost'],
  ['make', 'made'],
  ['manage', 'managed'],
  ['mean', 'meant'],
  ['meet', 'met'],
  ['mind', 'minded'],
  ['need', 'needed'],
  ['offer', 'offered'],
  ['open', 'opened'],
  ['park', 'parked'],
  ['pay', 'paid'],
  ['pick', 'picked'],
  ['plan', 'planned'],
  ['prefer', 'preferred'],
  ['receive', 'received'],
  ['remember', 'remembered'],
  ['say', 'said'],
  ['see', 'saw'],
  ['send', 'sent'],
  ['sign', 'signed'],
  ['start', 'started'],
  ['take', 'took'],
  ['talk', 'talked'],
  ['tell', 'told'],
  ['think', 'thought'],
  ['try', 'tried'],
  ['use', 'used'],
  ['visit', 'visited'],
  ['wait', 'waited'],
  ['want', 'wanted'],
  ['work', 'worked'],
  ['write', 'wrote'],
];
const bases = new Set(common.map(([base]) => base));
const basesOfPast = new Map(common.map(([base, past]) => [past, base]));

/** A verb as it stands after "he": its plain form and whether it tells of the past; undefined when not sure. */
export function readVerb(verb: string, subject: string): { base: string; past: boolean } | undefined {
  const past = basesOfPast.get(verb);
  if (past !== undefined) return { base: past, past: true };
  if (/^(?:he|she|it)$/i.test(subject))
    return /[^su]s$/.test(verb) || irregular[verb] !== undefined
      ? { base: withYou(verb), past: false }
      : undefined;
  return bases.has(verb) ? { base: verb, past: false } : undefined;
}

/** "brings" in "he comes and brings": a verb we know in the third person. */
export const isThirdPerson = (word: string): boolean =>
  irregular[word] !== undefined || (word !== withYou(word) && bases.has(withYou(word)));

/** What stands after "has" when it tells what was done: "has sent". */
export const isParticiple = (word: string): boolean =>
  /..ed$/.test(word) || /^(?:already|ever|never|just|not|yet)$/.test(word) || isDone(word);

/** A participle that is hardly ever anything else, so that "he's been" is "he has been", unlike "he's invited". */
export const isDone = (word: string): boolean =>
  /^(?:been|begun|bought|brought|chosen|come|eaten|fallen|felt|forgotten|found|given|gone|got|gotten|had|heard|kept|known|left|lost|made|met|read|said|seen|sent|spoken|taken|thought|told|won|written)$/.test(
    word,
  );
