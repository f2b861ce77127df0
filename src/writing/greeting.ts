import { sentenceCase } from '../text/sentence-case.ts';

/** More people are greeted together. */
const mostNames = 3;

/** "Hi Ana and Bo,", as each is addressed; "Hi all," for many, "Hi," when nobody is known by name. */
export function greeting(names: readonly string[]): string {
  if (names.length > mostNames) return 'Hi all,';
  const known = names.map(addressed).filter((name) => name !== '');
  const last = known.at(-1);
  if (last === undefined || known.length < names.length) return 'Hi,';
  return known.length === 1 ? `Hi ${last},` : `Hi ${known.slice(0, -1).join(', ')} and ${last},`;
}

/** By the first name; with a title by the last; a department by its whole name; "" for an address. */
function addressed(name: string): string {
  const plain = name.trim().replace(/^["']+|["']+$/g, '');
  if (plain.includes('@')) return '';
  const [last = '', first] = plain.split(/,\s*/);
  const words = (first === undefined ? plain : `${first} ${last}`).split(/\s+/).filter((word) => word !== '');
  const [opening = ''] = words;
  if (/^(?:dr|prof|professor|mr|mrs|ms|miss|mx)\.?$/i.test(opening))
    return words.length < 3 ? words.join(' ') : `${opening} ${words.at(-1)}`;
  if (
    /\b(?:team|support|billing|sales|service|office|department|inc|ltd|llc|gmbh|newsletter|info)\b\.?$/i.test(
      plain,
    )
  )
    return plain;
  return sentenceCase(opening);
}
