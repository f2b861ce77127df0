import { toSecondPerson } from './second-person.ts';
import { toYou } from './to-you.ts';

/** A subject has at most so many words. */
const mostWords = 8;

/** A subject line of what a mail is about: its first words, as its reader is spoken to, without what leads into them. */
export function subjectOf(gist: string): string {
  const first = gist.replace(/https?:\/\/\S+/g, ' ').split(/[\n.!?;]/)[0] ?? '';
  if (/^\s*(?:ask(?:ing)? )?(?:(?:him|her|them) )?(?:if|whether)\b/i.test(first)) {
    const asked = toSecondPerson(first);
    if (asked.endsWith('?') && wordsOf(asked).length <= mostWords) return asked;
  }
  const words = wordsOf(
    toYou(
      first.replace(
        /^\s*(?:(?:that|saying|about|regarding|re|to (?:say|tell (?:him|her|them))|asking|ask|if|whether|to)\b[:\s]*)+/i,
        '',
      ),
    ),
  );
  if (words.length === 0) return 'For you';
  const subject = words
    .slice(0, mostWords)
    .join(' ')
    .replace(/[,:\s]+$/, '');
  return subject.charAt(0).toUpperCase() + subject.slice(1);
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
