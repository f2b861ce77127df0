import { asked, withoutEnd } from './sentence.ts';
import { type Person, toYou } from './to-you.ts';
import { auxiliaries, isDone, isParticiple, readVerb, withYou } from './verbs.ts';

/** "he can come at five" becomes "Can you come at five?"; what has no verb to bring forward keeps its order. */
export function question(clause: string, several: boolean): string {
  const words = withoutEnd(clause);
  return asked(inverted(words, several) ?? indirect(words, several));
}

/** "when she can come" becomes "When can you come?"; else it is said that one wanted to ask. */
export function whQuestion(clause: string, several: boolean): string {
  const words = withoutEnd(clause);
  const match =
    /^(?<wh>(?:what time|what day|which \p{L}+|how (?:many|much|long|often|soon)(?: \p{L}+)?|when|what|where|how|why|who))(?: (?<rest>.+))?$/isu.exec(
      words,
    )?.groups;
  const rest = match?.rest ?? '';
  const front = inverted(rest, several);
  return match !== undefined && front !== undefined
    ? asked(`${match.wh} ${front}`)
    : `I wanted to ask ${toYou(words, { several, agent: true })}`;
}

/** "if it rains we stay home" asks nothing; "if she got the files I sent" does. */
export const isConditional = (clause: string): boolean =>
  /,\s|\b(?:then|please)\b|n['’]t\b|\?|^you\b/i.test(clause) ||
  (!/^(?:he|she|they)\b/i.test(clause) &&
    /(?<!\b(?:that|what|when|where|who|how|why|if|because|before|after|as|while|until|and|or|than|which|everything|anything|all|one))\s(?:I|we|you|he|she|they|it)(?:['’]\p{L}+)?\s/u.test(
      clause.replace(/^(?:I|we|you|it|there)(?:['’]\p{L}+)?/u, ''),
    ));

function indirect(words: string, several: boolean): string {
  if (isRecipient(words.split(/[ '’]/)[0] ?? '', several))
    return `can I ask if ${toYou(words, { several, agent: true })}`;
  return `do you know if ${toYou(words, { several })}`;
}

const isRecipient = (subject: string, several: boolean): boolean =>
  several ? /^they$/i.test(subject) : /^(?:he|she|they)$/i.test(subject);

/** The clause as a question; undefined when its verb is not known. */
function inverted(words: string, several: boolean): string | undefined {
  const groups = inverting.exec(words)?.groups;
  if (groups !== undefined && !isMainVerb(groups)) {
    const { subject = '', rest = '', not = '' } = groups;
    const verb = (groups.verb ?? inFull(groups.short ?? '', firstOf(rest))).toLowerCase();
    const to = isRecipient(subject, several);
    const tail = rest === '' ? '' : ` ${to ? spokenTo(subject, rest, several) : toYou(rest, { several })}`;
    return `${to ? withYou(verb) : verb}${not} ${to ? 'you' : toYou(subject, { several })}${tail}`;
  }
  const plain =
    /^(?<subject>he|she|they|I|we|you)(?<adverb> (?:also|still|really|already|ever|just|\p{L}+ly))? (?<verb>\p{L}+)(?: (?<rest>.+))?$/isu.exec(
      words,
    )?.groups;
  const { subject = '', adverb = '', verb = '', rest = '' } = plain ?? {};
  const read = readVerb(verb, subject);
  if (read === undefined) return undefined;
  const to = isRecipient(subject, several);
  const tail = rest === '' ? '' : ` ${to ? spokenTo(subject, rest, several) : toYou(rest, { several })}`;
  return `${read.past ? 'did' : 'do'} ${to ? 'you' : subject}${adverb} ${read.base}${tail}`;
}

/** A clause with its verb in front: its subject, its verb, an "n't", and the rest. */
const inverting = new RegExp(
  `^(?<subject>he|she|they|you|i|we|it|this|that|there|(?:the|my|our|your|his|her|their|a|an|this|that)(?: (?!(?:who|that|which|where|when|if)\\b)[\\p{L}\\p{N}\\p{Co}'’-]+){1,3}?)(?: (?<verb>${auxiliaries})(?<not>n['’]t)?|['’](?<short>s|re|m|ll|ve|d))(?: (?<rest>.+))?$`,
  'isu',
);

/** "'s" before "coming" is "is", before "been" it is "has". */
function inFull(short: string, next: string): string {
  if (isDone(next) && (short === 's' || short === 'd')) return short === 's' ? 'has' : 'had';
  return { s: 'is', re: 'are', m: 'am', ll: 'will', ve: 'have', d: 'would' }[short] ?? '';
}

/** What follows a verb whose subject is the recipient. */
const spokenTo = (subject: string, rest: string, several: boolean): string =>
  toYou(rest, { several, agent: true, meant: subject.toLowerCase() as Person });

/** "has time", "does yoga": no auxiliary after all. */
const isMainVerb = ({ verb = '', rest = '', not }: Record<string, string | undefined>): boolean =>
  not === undefined &&
  (/^(?:has|have|had)$/i.test(verb) ? !isParticiple(firstOf(rest)) : /^(?:does|do|did)$/i.test(verb));

const firstOf = (words: string): string => words.split(' ')[0] ?? '';
