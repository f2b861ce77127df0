import { isDay, isEnglish } from './english.ts';
import { auxiliaries, isDone, isThirdPerson, withYou } from './verbs.ts';

/**
 * Words about a recipient as they are said to them: "he needs his keys" -> "you need your keys". Only where it is
 * clear that the pronouns mean the recipient: nobody else is named before them, he and she do not both occur, and
 * the words do not speak to anybody already. Else the words stay as they are.
 *
 * `several`: they are said to more than one person. `agent`: the recipient is who acts in these words ("bring her
 * keys"), so that "call him" means somebody else. `meant`: the pronoun that stood for the recipient before these words.
 */
export function toYou(
  words: string,
  { several = false, agent = false, meant }: { several?: boolean; agent?: boolean; meant?: Person } = {},
): string {
  if (!isEnglish(words) || /\b(?:you|your|yours|yourself|yourselves)\b/i.test(words)) return words;
  const person = personOf(words, { several, agent, meant });
  if (person === undefined) return words;
  const { subject, possessive, own, object, self } = forms[person];
  const opening = new RegExp(`^(?:${subject}|${possessive}|${own})\\b`, 'i');
  let spoken = words
    .replace(opening, (word) => word.toLowerCase())
    .replace(clauseOf(subject), (...match) => withSubject(match.at(-1) as Clause, person));
  if (person !== 'they') {
    const coordinated = withCoordinates(spoken);
    if (coordinated === undefined) return words;
    spoken = coordinated;
  }
  spoken = spoken
    .replace(new RegExp(`\\b(?:${self})\\b`, 'g'), several ? 'yourselves' : 'yourself')
    .replace(new RegExp(`\\b(?:${possessive})(?= (?!${notOwned})[\\p{L}\\p{N}\\p{Co}])`, 'gu'), 'your')
    .replace(new RegExp(`\\b(?:${own})\\b`, 'g'), 'yours');
  return agent ? spoken : spoken.replace(new RegExp(`\\b(?:${object})\\b`, 'g'), 'you');
}

export type Person = keyof typeof forms;

const forms = {
  he: { subject: 'he', possessive: 'his', own: 'his', object: 'him', self: 'himself' },
  she: { subject: 'she', possessive: 'her', own: 'hers', object: 'her', self: 'herself' },
  they: { subject: 'they', possessive: 'their', own: 'theirs', object: 'them', self: 'themselves|themself' },
} as const;

const any = (person: Person): RegExp =>
  new RegExp(`\\b(?:${Object.values(forms[person]).join('|')})\\b(?!-)`, 'iu');

/** Words after "her" that show it is nothing of hers: "pick her up", "give her the keys". */
const notOwned =
  "(?:up|at|to|in|on|by|from|with|when|while|if|that|about|for|and|or|but|as|so|then|because|before|after|until|off|out|over|down|back|away|around|here|there|home|the|a|an|my|our|this|these|those|some|any|all|it|one|something|anything|everything|know|again|later|soon|now|today|tonight|tomorrow|yesterday|is|was|will|has|can|I|we|he|she|they|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?![\\p{L}'’-])|I['’]";

/** Which pronouns mean the recipient; undefined when none do, or it is not clear. */
function personOf(
  words: string,
  { several, agent, meant }: { several: boolean; agent: boolean; meant: Person | undefined },
): Person | undefined {
  const place = (person: Person): number => words.search(any(person));
  const isNamed = (person: Person): boolean =>
    place(person) >= 0 &&
    !isOtherNamed(words.slice(0, place(person))) &&
    // "he, as always, brings wine": the verb is out of sight
    !new RegExp(`\\b${forms[person].subject},`, 'i').test(words);
  if (meant !== undefined) return isNamed(meant) ? meant : undefined;
  const [he, she, they] = [place('he') >= 0, place('she') >= 0, place('they') >= 0];
  if (he || she) {
    if (several || (he && she)) return undefined;
    const single = he ? 'he' : 'she';
    // "I gave them to him" speaks of things and people told of elsewhere
    if (they && !agent && onlyObjects(words, single)) return undefined;
    return isNamed(single) ? single : undefined;
  }
  // told of one person, "they" are others: "they moved the meeting"; and what they are is clear only when they come first
  const isClear = agent ? /\btheir\b/.test(words) || theyFirst.test(words) : several && theyFirst.test(words);
  return isClear && isNamed('they') ? 'they' : undefined;
}

const theyFirst =
  /^(?:(?:and|but|so|because|I|we|think|thought|know|hope|guess|heard|can|could|would|will|if|when|where|what|how|to) )*(?:they|their)\b/i;

const onlyObjects = (words: string, person: 'he' | 'she'): boolean =>
  !new RegExp(`\\b${person}\\b|\\b(?:his|her) \\p{L}`, 'iu').test(words);

const people =
  /\b(?:mom|mum|mother|dad|father|parents?|sister|brother|son|daughter|wife|husband|partner|girlfriend|boyfriend|friend|aunt|uncle|grandma|grandpa|cousin|boss|manager|doctor|dentist|nurse|teacher|lawyer|landlord|landlady|plumber|neighbou?r|client|customer|colleague|driver|guy|man|woman|boy|girl|kid|child|children|baby|dog|cat|somebody|someone|everybody|everyone|nobody|who)s?\b/i;

/** Somebody is spoken of who may be meant by a pronoun that follows. */
function isOtherNamed(before: string): boolean {
  const names = [...before.matchAll(/(?<![\p{L}'’])\p{Lu}\p{Ll}[\p{L}'’-]*/gu)].filter(
    ({ 0: word, index }) => !isDay(word) && !(index === 0 && opening.test(word)),
  );
  return names.length > 0 || people.test(before) || /[\uf000-\uf7ff]/.test(before);
}

/** A capital that only begins a sentence. */
const opening =
  /^(?:The|A|An|My|Our|His|Her|Their|This|That|These|Those|It|It['’]s|There|There['’]s|We|We['’]\p{L}+|If|When|Where|What|Why|How|Who|Can|Could|Will|Would|Should|Do|Does|Did|Is|Are|Please|Thanks|Thank|Sorry|Yes|No|Ok|Okay|So|And|But|Just|In|On|At|For|To|From|About|Happy|Good|Congratulations)$/u;

interface Clause {
  readonly before?: string;
  readonly short?: string;
  readonly adverb?: string;
  readonly verb?: string;
}

/** A pronoun as the subject, with the verb before or behind it. */
const clauseOf = (subject: string): RegExp =>
  new RegExp(
    `(?:\\b(?<before>(?:${auxiliaries})(?:n['’]t)?) )?\\b${subject}\\b(?<short>['’](?:s|re|ve|ll|d))?(?<adverb> (?:also|always|already|almost|even|ever|first|just|maybe|never|now|often|once|only|perhaps|really|sometimes|soon|still|then|usually|\\p{L}+ly))?(?<verb> [\\p{L}'’]+)?`,
    'gu',
  );

/** "he's still waiting" -> "you’re still waiting"; "is he coming" -> "are you coming". */
function withSubject({ before, short = '', adverb = '', verb = '' }: Clause, person: Person): string {
  if (before !== undefined) return `${withYou(before)} you${short}${adverb}${verb}`;
  const apostrophe = short.charAt(0);
  const next = (adverb === '' || /(?:ly|also|always|still|really)$/.test(adverb) ? verb : adverb).trim();
  const ending = /s$/.test(short) ? (isDone(next) ? `${apostrophe}ve` : `${apostrophe}re`) : short;
  const agreeing = short === '' && person !== 'they' ? ` ${withYou(verb.trim())}`.trimEnd() : verb;
  return `you${ending}${adverb}${agreeing}`;
}

/** "you come and brings" -> "you come and bring"; undefined when it is not clear whose verb the second one is. */
function withCoordinates(spoken: string): string | undefined {
  let isClear = true;
  const words = spoken.replace(/(?<=\b(?:and|or|but) )[a-z]+s\b/g, (word, at: number) => {
    if (!isThirdPerson(word)) return word;
    const [, between] = /.*\byou\b(.*)$/.exec(spoken.slice(0, at)) ?? [];
    if (between === undefined) return word;
    isClear &&= !otherClause.test(between);
    return withYou(word);
  });
  return isClear ? words : undefined;
}

/** A clause of its own between the recipient and a verb behind "and". */
const otherClause = new RegExp(`\\b(?:that|who|which|it|what|how|I|we)\\b|\\S \\S.*\\b(?:${auxiliaries})\\b`);
