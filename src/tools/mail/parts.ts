import { basename } from 'node:path/posix';
import type { Reachable } from '../contacts/find-person.ts';
import { findFile } from '../files/find-file.ts';
import type { ToolContext } from '../tool.ts';

/** Parts the three mail tools have in common: people as scripts take them, and attachments. */

export const namesOf = (people: readonly Reachable[]): string[] => people.map(({ name }) => name);
export const valuesOf = (people: readonly Reachable[]): string[] => people.map(({ value }) => value);

/** Absolute paths of files that were named, or whose paths an earlier call found; each once. */
export async function attachmentPaths(said: readonly string[], context: ToolContext): Promise<string[]> {
  const paths: string[] = [];
  // one after the other, so that the user is asked one question at a time
  for (const one of said.filter((name) => name.trim() !== '')) paths.push(await findFile(one, context));
  return [...new Set(paths)];
}

export const withAttachments = (paths: readonly string[]): string =>
  paths.length === 0 ? '' : `, with ${paths.map((path) => basename(path)).join(', ')}`;
