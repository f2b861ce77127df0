import { isEnglish, spelt } from './english.ts';
import { protecting } from './protect.ts';
import { isConditional, question, whQuestion } from './questions.ts';
import { sentence, withoutEnd } from './sentence.ts';
import { toYou } from './to-you.ts';

/** Longer texts come from elsewhere. In characters. */
const longest = 400;

/**
 * Turns a gist, as told to the assistant about somebody, into words spoken to them, where grammar allows: "that I'm
 * late" is "I'm late.", "if he can come" is "Can you come?", "to bring his keys" is "Please bring your keys.". What
 * it does not know stays as it was said, with a capital and a full stop. Quoted words, links, file names and code are
 * never changed, nor is text from elsewhere (several lines, or very long), nor other languages than English.
 *
 * `several`: it is spoken to more than one person.
 */
export function toSecondPerson(gist: string, { several = false }: { several?: boolean } = {}): string {
  const text = gist.trim();
  if (/[\n\r]/.test(text) || text.length > longest) return text;
  const quoted = verbatim.exec(text)?.groups?.words;
  if (quoted !== undefined) return quoted.slice(1, -1);
  return protecting(text, (open) => (isEnglish(open) ? restate(open, several) : sentence(open)));
}

/** Nothing but quoted words, said to be said. */
const verbatim =
  /^(?:(?:and )?(?:to )?(?:say(?:ing|s)?|tell(?:ing)? (?:him|her|them))(?: that)?[:,]?\s+)?(?<words>"[^"]+"|“[^”]+”|‘[^‘’]+’|'[^']+')$/i;

/** Each part of "that I'm late and to ask if he can wait" for itself. */
function restate(open: string, several: boolean): string {
  return open
    .split(partEnd)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => restatePart(part, several))
    .join(' ');
}

const who = '(?:him|her|them)';
const partEnd = new RegExp(
  `,? and (?=(?:to )?ask(?:ing)? (?:${who}|if|whether|for|about|to|when|what|where|how|why)\\b|(?:to )?(?:tell(?:ing)?|remind(?:ing)?|thank(?:ing)?) ${who}\\b|whether |if (?:he|she|they)\\b|that (?:I|I['’]|we|he|she|they|the|my|our|it)\\b)|, (?=asking )`,
);

/** How a gist may begin, and how what follows is said. The first that fits is taken. */
const leads: readonly (readonly [RegExp, (rest: string, several: boolean) => string])[] = [
  [
    lead(
      `(?:and )?(?:to )?(?:tell(?:ing)?|let(?:ting)?|inform(?:ing)?|notify(?:ing)?|warn(?:ing)?) ${who}(?: know)? of`,
    ),
    (rest, several) => topic(rest, several),
  ],
  [
    lead(
      `(?:and )?(?:to )?(?:say(?:ing|s)?|tell(?:ing|s)? ${who}|let(?:ting)? ${who} know|inform(?:ing)? ${who}|notify(?:ing)? ${who}|warn(?:ing)? ${who}|(?:with )?an? (?:remark|note|message|comment|line|heads[- ]up))(?: that|:|,)?(?! of\\b)`,
    ),
    said,
  ],
  [
    lead(
      `(?:and )?(?:to )?(?:ask(?:ing)?|check(?:ing)?|see|find(?:ing)? out|wondering)(?: with)?(?: ${who})? (?:if|whether)`,
    ),
    question,
  ],
  [lead('whether'), question],
  [new RegExp(`^(?:ask(?:ing)? ${who} )?(?<rest>not to .+)$`, 'su'), bid],
  [
    /^(?<rest>(?:requesting|confirming|following up|checking in|hoping|proposing|suggesting|cancelling) .+)$/su,
    (rest, several) => `I am ${toYou(rest, { several })}`,
  ],
  [lead(`(?:and )?(?:to )?ask(?:ing)?(?: ${who})? to`), bid],
  [
    lead(`(?:and )?(?:to )?ask(?:ing)?(?: ${who})? for`),
    (rest, several) => `I would like to ask you for ${toYou(rest, { several })}`,
  ],
  [
    lead(`(?:and )?(?:to )?ask(?:ing)?(?: ${who})? about`),
    (rest, several) => `I wanted to ask about ${toYou(rest, { several })}`,
  ],
  [lead(`(?:and )?(?:to )?ask(?:ing)?(?: ${who})?(?= (?:when|what|where|how|why|which|who))`), whQuestion],
  [lead('(?:about|regarding|concerning|re:)'), topic],
  [
    lead(`(?:to )?thank(?:ing)?(?: ${who})? for`),
    (rest, several) => `Thank you for ${toYou(rest, { several })}`,
  ],
  [lead(`(?:to )?wish(?:ing)? ${who}`), wish],
  [
    lead(`(?:to )?congratulat(?:e|ing) ${who} (?:on|for)`),
    (rest, several) => `Congratulations on ${toYou(rest, { several })}!`,
  ],
  [
    lead(`(?:to )?remind(?:ing)? ${who} to`),
    (rest, several) => `Please remember to ${toYou(rest, { several, agent: true })}`,
  ],
  [
    lead(`(?:to )?remind(?:ing)? ${who} (?:of|about)`),
    (rest, several) => `A reminder about ${toYou(rest, { several })}`,
  ],
  [
    lead(`(?:to )?remind(?:ing)? ${who}(?: that)?`),
    (rest, several) => `A reminder: ${toYou(rest, { several })}`,
  ],
  [
    lead(`(?:to )?invit(?:e|ing) ${who} (?=(?:to|for|over|along)\\b)`),
    (rest, several) => `I would like to invite you ${toYou(rest, { several })}`,
  ],
  [
    lead(`(?:to )?apologi[sz](?:e|ing)(?: to ${who})?(?= for)`),
    (rest, several) => `I apologize ${toYou(rest, { several })}`,
  ],
  [
    lead(
      'to(?= (?:confirm|follow|complain|introduce|discuss|share|announce|propose|suggest|request|express|explain|resign)\\b)',
    ),
    (rest, several) => `I am writing to ${toYou(rest, { several })}`,
  ],
  // "to Rome", "to the best of my knowledge" and "to be honest" bid nobody
  [
    lead(
      "to(?! \\p{Lu})(?! (?:the|my|our|your|an?|this|that|his|her|their|him|them|it|whom|be (?:honest|clear|fair|sure))(?![\\p{L}'’]))",
    ),
    bid,
  ],
  [
    lead(
      'that(?! (?:is|was|will|would|could|can|should|has|had|does|did|works?|sounds?|looks?|seems?|makes?|suits?|said|being|one|way|day|evening|morning|afternoon|night|date|week|weekend|time|place|thing|idea|guy|man|woman|person)\\b)',
    ),
    statement,
  ],
  // a planner may point one word too far
  [
    lead("(?:(?:him|them)(?! (?:and|or)\\b)|her(?= (?:that|the|if|whether|to|we|I|I['’]\\p{L}+)\\b))"),
    restate,
  ],
];

/** A gist that begins so, and has something behind. */
function lead(words: string): RegExp {
  return new RegExp(`^(?:${words})(?:\\s+|(?<=[ :,]))(?<rest>\\S.*)$`, 'su');
}

function restatePart(part: string, several: boolean): string {
  if (isFinished(part)) return statement(part, several);
  const begun = part.charAt(0).toLowerCase() + part.slice(1);
  for (const [pattern, say] of leads) {
    const rest = pattern.exec(begun)?.groups?.rest;
    if (rest === undefined) continue;
    // "let them know their table is ready" tells who they are
    const toThem = several || /\bthem\b/.test(begun.slice(0, begun.length - rest.length));
    return sentence(spelt(say(rest.trim(), toThem)));
  }
  const ifClause = /^if (.+)$/is.exec(part)?.[1];
  if (ifClause !== undefined && !isConditional(ifClause)) return sentence(spelt(question(ifClause, several)));
  if (
    /^(?:when|what|what time|where|how|why) (?:he|she|they|his|her|their)\b/.test(part) &&
    !part.includes(',')
  )
    return sentence(spelt(whQuestion(part, several)));
  if (wishes.test(part)) return sentence(spelt(wish(part, several)));
  return statement(part, several);
}

/** A sentence that somebody wrote out, and that no lead opens. */
const isFinished = (part: string): boolean =>
  /^[\p{Lu}\p{Co}].*[.!?…]$/su.test(part) &&
  !/^(?:ask|tell|say|let|if (?:he|she|they)|whether|that I|to |about|inform|remind (?:him|her|them)|thank (?:him|her|them)|wish (?:him|her|them))\b/i.test(
    part,
  );

function statement(words: string, several: boolean): string {
  return sentence(spelt(toYou(words, { several })));
}

/** What is told: a sentence, or again something with a lead. A mere "hi" needs a sentence around it. */
function said(rest: string, several: boolean): string {
  if (/^(?:hi|hello|hey|good morning|good night|goodbye|bye)[.!]?$/i.test(rest))
    return `I just wanted to say ${rest.replace(/[.!]$/, '').toLowerCase()}`;
  return restate(rest, several);
}

function topic(rest: string, several: boolean): string {
  return `I am writing to you about ${toYou(rest, { several, agent: true })}`;
}

/** "to bring his keys" is "Please bring your keys", "to say thanks" is what is said. */
function bid(rest: string, several: boolean): string {
  if (
    /^(?:say|tell|let|thank|wish|congratulate|inform|notify|warn|apologi[sz]e|invite)\b/.test(rest) &&
    purpose.test(rest)
  )
    return restate(rest, several);
  const negative = /^not (?:to )?(.+)$/is.exec(rest)?.[1];
  const words = toYou(negative ?? rest, { several, agent: true });
  return negative === undefined ? `Please ${words.replace(/^please /i, '')}` : `Please don’t ${words}`;
}

/** These are done by who writes, when they are done to the recipient. */
const purpose = new RegExp(`^(?:say (?!hi to)|\\p{L}+ ${who}\\b|thank for|apologi[sz]e for)`, 'iu');

/** "a happy birthday" is wished, "happy birthday" is said. */
function wish(rest: string, several: boolean): string {
  const words = toYou(rest, { several });
  return /^(?:happy|merry|good|congrat|get well|all the best)/i.test(words)
    ? `${withoutEnd(words)}!`
    : `I wish you ${words}`;
}

const wishes =
  /^(?:(?:a )?(?:very )?(?:happy|merry|speedy|quick|safe|pleasant|blessed) (?:\p{L}+ )?(?:birthday|recovery|trip|flight|journey|travels|holidays?|weekend|anniversary|christmas|easter|new year|hanukkah|diwali|eid|thanksgiving|mother['’]s day|father['’]s day)|congratulations|congrats|good luck|get well soon)(?: [^.!?,]+)?$/iu;
