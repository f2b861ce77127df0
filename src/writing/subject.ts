/** A subject has at most so many words. */
const mostWords = 8;

/** A subject line of what a mail is about: its first words, without what leads into them. */
export function subjectOf(gist: string): string {
  const words = gist
    .replace(/https?:\/\/\S+/g, ' ')
    .split(/[\n.!?;]/)[0]
    ?.replace(
      /^\s*(?:(?:that|saying|about|regarding|re|to (?:say|tell (?:him|her|them))|asking|ask|if|whether|to)\b[:\s]*)+/i,
      '',
    )
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words === undefined || words.length === 0) return 'For you';
  const subject = words
    .slice(0, mostWords)
    .join(' ')
    .replace(/[,:\s]+$/, '');
  return subject.charAt(0).toUpperCase() + subject.slice(1);
}
