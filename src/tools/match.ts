import { fold, wordsOf } from '../text/fold.ts';

/** How well a name fits what was said, best first. */
export const fits = ['exact', 'telling words', 'prefix', 'whole words', 'stems'] as const;

/** What tells nothing about which one is meant, whatever it is. */
const alwaysUntelling = ['my', 'the', 'our', 'a', 'an', 'called', 'named'];

/**
 * The rule by which one of the names there are is meant by what was said, as an index into `fits`: the very name;
 * the same but for words that tell nothing (`untelling`: the kind's own, as "note"); a name that begins so; one that
 * has all its words; one that has words of the same stems ("grocery", "groceries"). Case, diacritics and
 * typographic marks do not count. Undefined: it is another.
 */
export function fitOf(said: string, name: string, untelling: readonly string[] = []): number | undefined {
  if (fold(said) === '') return undefined;
  if (fold(name) === fold(said)) return 0;
  const wanted = tellingWords(said, untelling);
  const own = wordsOf(name);
  if (wanted.length === 0) return undefined;
  if (own.join(' ') === wanted.join(' ') || tellingWords(name, untelling).join(' ') === wanted.join(' '))
    return 1;
  if (`${own.join(' ')} `.startsWith(`${wanted.join(' ')} `)) return 2;
  if (wanted.every((word) => own.includes(word))) return 3;
  return wanted.every((word) => own.some((other) => sameStem(word, other))) ? 4 : undefined;
}

/** The words that tell which one is meant; all of them when none does. */
export function tellingWords(said: string, untelling: readonly string[] = []): string[] {
  const words = wordsOf(said);
  const telling = words.filter((word) => !alwaysUntelling.includes(word) && !untelling.includes(word));
  return telling.length > 0 ? telling : words;
}

/** "grocery" and "groceries", "recipe" and "recipes". */
export function sameStem(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return (
    short.length >= 4 && long.startsWith(short.replace(/(?:y|es|s)$/, '')) && long.length - short.length <= 3
  );
}
