/**
 * Turns a gist, as told to the assistant about somebody, into words spoken to them, where grammar allows: "that I'm
 * late" is "I'm late.", "if he can come" is "Can you come?", "to bring the keys" is "Please bring the keys.". What it
 * does not know stays as it was said. Text from elsewhere (several lines, links) is never changed.
 */
export function toSecondPerson(gist: string): string {
  const text = gist.trim();
  if (/\n|https?:\/\//.test(text)) return text;
  const asked =
    /^(?:(?:and )?(?:ask(?:ing)?|check(?:ing)?)(?: (?:him|her|them))? )?(?:if|whether) (.+)$/i.exec(text);
  if (asked !== null) return question(asked[1] ?? '');
  const told = /^(?:(?:saying|say|telling (?:him|her|them)|tell (?:him|her|them)) )?(?:that )?(.+)$/is.exec(
    text,
  );
  const words = told?.[1] ?? text;
  const bid = /^(?:ask(?:ing)? (?:him|her|them) )?to (?!whom\b)(.+)$/i.exec(text);
  if (bid !== null) return sentence(`Please ${address(bid[1] ?? '')}`);
  const about = /^(?:about|regarding|re:?) (.+)$/i.exec(text);
  if (about !== null) return sentence(`I am writing to you about ${about[1]}`);
  return sentence(words);
}

/** "he can come at five" becomes "Can you come at five?"; what has no verb to bring forward keeps its order. */
function question(clause: string): string {
  const match =
    /^(he|she|they|you|i|we|it|[a-z]+ [a-z]+|[a-z]+) (can|could|will|would|has|have|is|are|was|were|should|may|might|must|does|did) (.+)$/i.exec(
      clause,
    );
  const state = /^(?:he|she|they)(?:['’](?:s|re)) (.+)$/i.exec(clause);
  if (state !== null) return `Are you ${address(state[1] ?? '').replace(/[.?!]+$/, '')}?`;
  const wish =
    /^(?:(?:he|she) (want|need|like|know|think|mind|plan|prefer|remember)s|they (want|need|like|know|think|mind|plan|prefer|remember)) (.+)$/i.exec(
      clause,
    );
  if (wish !== null)
    return `Do you ${(wish[1] ?? wish[2] ?? '').toLowerCase()} ${address(wish[3] ?? '').replace(/[.?!]+$/, '')}?`;
  if (match === null) return `${capital(`do you know if ${address(clause)}`)}?`;
  const [, subject = '', verb = '', rest = ''] = match;
  const third = /^(?:he|she|they)$/i.test(subject);
  const inverted = third ? `${plural(verb)} you` : `${verb} ${subject}`;
  return `${capital(`${inverted} ${third ? address(rest) : rest}`).replace(/[.?!]+$/, '')}?`;
}

const plural = (verb: string): string =>
  ({ is: 'are', was: 'were', has: 'have', does: 'do' })[verb.toLowerCase()] ?? verb;

/** "his keys" spoken to him is "your keys". */
const address = (words: string): string =>
  words
    .replace(/\b(?:his|her|their)(?= \w)/gi, 'your')
    .replace(/\b(?:himself|herself|themselves)\b/gi, 'yourself');

const sentence = (words: string): string =>
  /[.!?…)\p{Extended_Pictographic}]$/u.test(words) ? capital(words) : `${capital(words)}.`;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
