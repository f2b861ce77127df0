import { fold, wordsOf } from '../../text/fold.ts';

/** How somebody was spoken of, taken apart. */
export interface SpokenPerson {
  /** The person as said, without possessive and surrounding punctuation. */
  readonly said: string;
  /** What to look for, in this order: as said, then without what is no part of a name. */
  readonly attempts: readonly string[];
  /** "Acme" of "Sam from Acme"; "" when nothing was said. */
  readonly hint: string;
}

const titles = new Set([
  'dr',
  'doctor',
  'mr',
  'mrs',
  'ms',
  'miss',
  'prof',
  'professor',
  'sir',
  'aunt',
  'uncle',
  'auntie',
]);

const relations = new Set(
  `mother mom mum father dad sister brother son daughter wife husband partner girlfriend boyfriend
  grandmother grandma grandfather grandpa cousin niece nephew friend boss manager colleague coworker teammate
  neighbor neighbour roommate flatmate landlord dentist doctor lawyer accountant teacher coach assistant client
  best old big little dear my our the`.split(/\s+/),
);

/** Takes "my sister Lena", "Dr. Okafor", "Sid's" and "Sam from Acme" apart. */
export function spokenPerson(text: string): SpokenPerson {
  const said = text
    .trim()
    .replace(/^["'“‘(]+|["'”’).,;:!?]+$/gu, '')
    .replace(/['’]s?(\s+(e-?mail|phone|mobile|cell|number|address|contact)\b.*)?$/iu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const [, withoutPlace = said, hint = ''] = /^(.+?)\s+(?:from|at|of|in)\s+(.+)$/iu.exec(said) ?? [];
  const withoutMy = withoutPlace.replace(/^(my|our|the)\s+/iu, '');
  const withoutTitle = dropLeading(withoutMy, titles);
  const withoutRelation = dropLeading(withoutTitle, new Set([...relations, ...titles]));
  const capitalised = withoutRelation.replace(/^(?:\p{Ll}\S*\s+)+(?=\p{Lu})/u, '');
  const attempts = [said, withoutPlace, withoutMy, withoutTitle, withoutRelation, capitalised];
  return { said, attempts: [...new Set(attempts.filter((attempt) => attempt !== ''))], hint: fold(hint) };
}

/** Drops leading words that are in the set, but never the last word. */
function dropLeading(text: string, drop: ReadonlySet<string>): string {
  const words = text.split(' ');
  const kept = words.findIndex(
    (word, index) => index === words.length - 1 || !drop.has(wordsOf(word).join('')),
  );
  return words.slice(kept).join(' ');
}
