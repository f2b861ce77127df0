import { setImmediate } from 'node:timers/promises';
import { fold, wordsOf } from '../text/fold.ts';
import { entrySchema, type LogEntry } from './entry.ts';
import type { LogFile } from './log-file.ts';

/** What the log has of one request, in order. */
export type LoggedRequest = readonly [LogEntry, ...LogEntry[]];

/**
 * The requests, oldest first, that began no earlier than `since` and in which all the words occur, case and diacritics
 * aside. `damaged`: how many lines could not be read.
 */
export async function searchLog(
  file: LogFile,
  { words, since }: { words: readonly string[]; since?: Date },
): Promise<{ requests: LoggedRequest[]; damaged: number }> {
  const byRequest = new Map<string, [LogEntry, ...LogEntry[]]>();
  let damaged = 0;
  let read = 0;
  for await (const line of file.lines()) {
    // a full log takes a while, in which the app has other things to do as well
    if (++read % linesAtOnce === 0) await setImmediate();
    const entry = readLine(line);
    if (entry === undefined) {
      damaged += 1;
      continue;
    }
    const known = byRequest.get(entry.request);
    if (known === undefined) byRequest.set(entry.request, [entry]);
    else known.push(entry);
  }
  const wanted = words.flatMap(wordsOf);
  const requests = [...byRequest.values()].filter((entries) => {
    if (since !== undefined && new Date(entries[0].at) < since) return false;
    const text = fold(JSON.stringify(entries.map(({ at, request, ...event }) => Object.values(event))));
    return wanted.every((word) => text.includes(word));
  });
  return { requests, damaged };
}

const linesAtOnce = 500;

function readLine(line: string): LogEntry | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined; // counted as damaged
  }
  return entrySchema.safeParse(json).data;
}
