import type { ToolContext } from '../tool.ts';
import { findPerson, type Reachable } from './find-person.ts';
import type { Wanted } from './person.ts';

/** Everybody in a list of names, addresses or numbers, each once; "" in it stands for nobody. */
export async function findRecipients(
  said: readonly string[],
  wanted: Wanted,
  context: ToolContext,
): Promise<Reachable[]> {
  const found: Reachable[] = [];
  // one after the other, so that the user is asked one question at a time
  for (const person of said.flatMap(apart)) {
    const reachable = await findPerson(person, wanted, context);
    if (!found.some(({ value }) => value === reachable.value)) found.push(reachable);
  }
  return found;
}

/** An observation or a spoken list may hold several people in one text. */
const apart = (said: string): string[] =>
  said
    .split(/[;,\n]/)
    .map((person) => person.trim())
    .filter((person) => person !== '');

/** `Sid Roy (sid@example.com), lutfi@example.com` */
export const recipientsInWords = (people: readonly Reachable[]): string =>
  people.map(({ name, value }) => (name === '' ? value : `${name} (${value})`)).join(', ');
