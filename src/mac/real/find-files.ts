import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { FoundFile } from '../mac.ts';
import { command } from './command.ts';

/** Files looked at at most; Spotlight gives them in no order. */
const mostLookedAt = 400;

/** Files in the user's home whose names contain all the words, by Spotlight, newest first. */
export async function findFiles(
  name: string,
  { limit, signal }: { limit: number; signal: AbortSignal },
): Promise<FoundFile[]> {
  const query = spotlightQuery(name);
  if (query === undefined) return [];
  const paths = (await command('mdfind', ['-onlyin', homedir(), query], { signal }))
    .split('\n')
    .filter((path) => path.startsWith('/') && !/\/(?:Library|node_modules|\.[^/]+)\//.test(path));
  const found = await Promise.all(paths.slice(0, mostLookedAt).map(look));
  return found
    .filter((file) => file !== undefined)
    .sort((a, b) => b.modified.getTime() - a.modified.getTime())
    .slice(0, limit);
}

/** Words only, so that nothing in a name can widen the query; undefined without any. */
export function spotlightQuery(name: string): string | undefined {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return undefined;
  return words.map((word) => `kMDItemFSName == "*${word}*"cd`).join(' && ');
}

/** Undefined for folders, and for what is gone though Spotlight still knows it. */
async function look(path: string): Promise<FoundFile | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) return undefined;
  return { path, modified: found.mtime, sizeBytes: found.size };
}
