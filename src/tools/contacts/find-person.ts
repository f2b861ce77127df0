import { emailAddressOf, phoneNumberOf } from '../../request/contact-points.ts';
import { fold, wordsOf } from '../../text/fold.ts';
import { bestRanked } from '../best-ranked.ts';
import { loadScript } from '../load-script.ts';
import { didYouMean, nearMisses } from '../near-misses.ts';
import { isNotEmpty, pickOne } from '../pick-one.ts';
import { scriptRows } from '../script-rows.ts';
import { type ToolContext, ToolError } from '../tool.ts';
import { sameFamily } from './nicknames.ts';
import { bestValue, type Person, readPeople, type Wanted } from './person.ts';
import { type SpokenPerson, spokenPerson } from './spoken-person.ts';

const findPeopleScript = loadScript(import.meta.url, 'find-people', 'Contacts', { repeatable: true });
const contactNamesScript = loadScript(import.meta.url, 'contact-names', 'Contacts', { repeatable: true });

/** Somebody and where to reach them. */
export interface Reachable {
  /** "" when only the address or number was given. */
  readonly name: string;
  /** An email address or a phone number. */
  readonly value: string;
}

/**
 * Who was meant, and their email address or phone number. An address or number given as such is taken as it is.
 * Asks when several people fit. Throws ToolError('not-found') when nobody does or the card has no such value.
 */
export async function findPerson(said: string, wanted: Wanted, context: ToolContext): Promise<Reachable> {
  // Messages reaches people by their Apple account's address, too
  const literal = (wanted === 'phone' ? phoneNumberOf(said) : undefined) ?? emailAddressOf(said);
  if (literal !== undefined) return { name: context.knownNames.get(literal) ?? '', value: literal };
  const spoken = spokenPerson(said);
  if (spoken.said === '') throw new ToolError('bad-argument', 'Say who it is for.');
  for (const attempt of spoken.attempts) {
    const people = matching(attempt, await lookUp(attempt, context));
    if (isNotEmpty(people)) return reach(people, spoken, wanted, context);
  }
  const names = (await scriptRows(contactNamesScript, [], context)).map(([name = '']) => name);
  return reachBySimilarName(spoken, names, wanted, context);
}

const lookUp = async (text: string, context: ToolContext): Promise<Person[]> =>
  readPeople(await scriptRows(findPeopleScript, [text], context));

/** The full name, then the first name or nickname, then how the name begins, then whole words; the best kind alone. */
function matching(said: string, people: readonly Person[]): Person[] {
  const wanted = fold(said);
  const words = wordsOf(said);
  const found = bestRanked(people, ({ name, firstName, nickname, organization }) => {
    if (fold(name) === wanted) return 0;
    if (fold(firstName) === wanted) return 1;
    if (fold(nickname) === wanted) return 2;
    if (fold(name).startsWith(wanted)) return 3;
    const own = wordsOf(`${name} ${nickname} ${organization}`);
    return words.length > 0 && words.every((word) => own.includes(word)) ? 4 : undefined;
  });
  return found?.items ?? [];
}

/** "Bob Lee" is Robert Lee: the same words but for a short form of the first name. */
const isShortFormOf = (said: string, name: string): boolean => {
  const [[first = '', ...rest], [theirs = '', ...others]] = [wordsOf(said), wordsOf(name)];
  return sameFamily(first, theirs) && rest.every((word) => others.includes(word));
};

async function reach(
  people: readonly [Person, ...Person[]],
  { said, hint }: Pick<SpokenPerson, 'said' | 'hint'>,
  wanted: Wanted,
  context: ToolContext,
): Promise<Reachable> {
  const hinted = people.filter(({ organization }) => hint !== '' && fold(organization).includes(hint));
  const among = isNotEmpty(hinted) ? hinted : people;
  const reachable = among.flatMap((person) => {
    const value = bestValue(person, wanted);
    return value === undefined ? [] : [{ person, value }];
  });
  const distinct = reachable.filter(
    ({ value }, index) => reachable.findIndex((other) => other.value === value) === index,
  );
  if (!isNotEmpty(distinct)) {
    const lacks = wanted === 'phone' ? 'phone number' : 'email address';
    throw new ToolError('not-found', `${among[0].name} has no ${lacks} in Contacts.`);
  }
  const { person, value } = await chosen(distinct, said, context);
  context.knownNames.set(value, person.name);
  return { name: person.name, value };
}

/** The one who was meant; whoever was chosen for this name in this request before is not asked about again. */
async function chosen<One extends { readonly person: Person; readonly value: string }>(
  people: readonly [One, ...One[]],
  said: string,
  context: ToolContext,
): Promise<One> {
  if (people.length === 1) return people[0];
  const before = context.chosenPeople.get(fold(said));
  if (before !== undefined) {
    const name = await before.catch(() => undefined); // its own call tells why nobody was chosen
    const same = people.find(({ person }) => person.name === name);
    if (same !== undefined) return same;
  }
  const asked = pickOne(
    people,
    {
      text: `Which ${said} do you mean?`,
      choice: ({ person, value }) => ({
        label: person.name,
        detail: [person.organization, value].filter((part) => part !== '').join(', '),
      }),
    },
    context,
  );
  const name = asked.then(({ person }) => person.name);
  name.catch(() => undefined); // may be waited for by nobody
  context.chosenPeople.set(fold(said), name);
  return asked;
}

/**
 * The last resort, over all names: the same name but for diacritics or a short form (Bob, Robert) is taken; one that
 * shares the last word, or is a slip away, is asked about, since Tom Fischer is not Lena Fischer.
 */
async function reachBySimilarName(
  spoken: SpokenPerson,
  names: readonly string[],
  wanted: Wanted,
  context: ToolContext,
): Promise<Reachable> {
  const name = spoken.attempts.at(-1) ?? spoken.said;
  const words = wordsOf(name);
  const last = words.at(-1);
  const byWords = bestRanked([...new Set(names)], (other) => {
    const own = wordsOf(other);
    if (words.length > 0 && words.every((word) => own.includes(word))) return 0;
    if (isShortFormOf(name, other)) return 0;
    return last !== undefined && own.includes(last) ? 1 : undefined;
  });
  const similar = byWords?.items ?? [];
  if (byWords?.rank === 0) {
    const people = (await Promise.all(similar.map((other) => lookUp(other, context)))).flat();
    if (isNotEmpty(people)) return reach(people, spoken, wanted, context);
  }
  const offered = [...new Set([...similar, ...nearMisses(name, names)])].slice(0, 8);
  if (isNotEmpty(offered) && context.canAsk) {
    const none = { label: 'None of them', detail: '' };
    const chosen = await context.choose({
      text: `There is no “${name}” in Contacts. Is it one of these?`,
      choices: [...offered.map((other) => ({ label: other, detail: '' })), none],
    });
    const picked = offered[chosen];
    const people = picked === undefined ? [] : await lookUp(picked, context);
    if (picked !== undefined && isNotEmpty(people)) {
      return reach(people, { said: picked, hint: '' }, wanted, context);
    }
    throw new ToolError('not-found', `There is nobody called “${name}” in Contacts.`);
  }
  throw new ToolError('not-found', `There is nobody called “${name}” in Contacts.${didYouMean(offered)}`);
}
