/** "the parking space", "the flights to Rome": a noun phrase with its article, and surely no sentence. */
export function isTopic(gist: string): boolean {
  const phrase = /^(?:the|my|our|your|a|an|this|these|those|his|her|their) (?<noun>[^.!?,;:\n]+)$/i.exec(gist)
    ?.groups?.noun;
  if (phrase === undefined || verb.test(phrase)) return false;
  if (/ being /.test(phrase)) return true;
  const [noun = '', ...behind] = phrase.split(
    / (?=(?:of|for|on|at|in|with|from|about|to|by|between|after|before|during|next|last|this)\b)/i,
  );
  const words = noun.split(/\s+/);
  if (words.length > 3) return false;
  // "the kids love it", "the sales figures": what a word ending in s before another one is, nobody can tell
  if (words.slice(0, -1).some((word) => /[^su]s$/i.test(word) && !/['’]s$/.test(word))) return false;
  // "the train leaves at 5", but "the flights to Rome"
  return behind.length === 0 || words.length === 1 || !/[^su]s$/i.test(words.at(-1) ?? '');
}

const verb =
  /\b(?:is|are|was|were|am|be|has|have|had|do|does|did|will|would|can|could|shall|should|may|might|must|it|he|she|they|we|I|you|me|him|us|ate|began|broke|brought|built|bought|came|caught|cost|died|fell|felt|found|gave|got|grew|heard|held|hit|kept|knew|left|lost|made|meant|met|paid|ran|rang|said|sang|sat|saw|sent|slept|sold|stole|stood|stuck|swam|taught|thinks?|thought|threw|told|took|understood|went|woke|won|wrote|need|needs|want|wants|works?|looks?|starts?|begins?|ends?|arrives?|\p{L}+n['’]t|\p{L}{3,}ed)\b|['’](?:s|re|ll|ve|d|m)\s+(?:\p{L}+ing|not|a|an|the|at|on|in|here|there|done|ready|late|over|off)\b/iu;
