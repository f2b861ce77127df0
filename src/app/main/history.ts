import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { toolNames } from '../../tools/names.ts';
import type { HistoryEntry } from '../contract.ts';
import { historyFile } from './places.ts';
import { absent, replaceFile } from './write-file.ts';

/** More than anybody scrolls back through. */
const mostEntries = 200;

const historySchema = z.array(
  z.object({
    query: z.string(),
    at: z.string(),
    status: z.enum(['done', 'failed', 'nothing-to-do', 'stopped', 'broke']),
    tool: z.enum(toolNames).optional(),
  }),
);

export interface History {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  add(entry: HistoryEntry): Promise<void>;
  clear(): Promise<void>;
}

/** What was asked before. A history that cannot be read is begun anew: nothing depends on it. */
export async function openHistory(): Promise<History> {
  let entries = await readEntries();
  /** One write after the other, so that the last one is the newest. */
  let writing: Promise<void> = Promise.resolve();
  const keep = (next: readonly HistoryEntry[]): Promise<void> => {
    entries = next;
    const write = () => replaceFile(historyFile(), `${JSON.stringify(next)}\n`);
    writing = writing.then(write, write);
    return writing;
  };
  return {
    get entries() {
      return entries;
    },
    // the same request again moves to the front
    add: (entry) =>
      keep([entry, ...entries.filter(({ query }) => query !== entry.query)].slice(0, mostEntries)),
    clear: () => keep([]),
  };
}

async function readEntries(): Promise<readonly HistoryEntry[]> {
  const source = await readFile(historyFile(), 'utf8').catch(absent);
  if (source === undefined) return [];
  try {
    return historySchema.parse(JSON.parse(source)).map((entry) => ({ ...entry, tool: entry.tool }));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
    throw error;
  }
}
