import { entryInWords } from '../log/entry-in-words.ts';
import { createLogFile } from '../log/log-file.ts';
import { type LoggedRequest, searchLog } from '../log/search-log.ts';
import { writtenClock } from '../request/request.ts';
import { logFolder } from '../settings/paths.ts';
import { done } from './exit-status.ts';
import { UsageError } from './usage-error.ts';

export interface LogOptions {
  readonly since?: Date;
  readonly json?: true;
  readonly erase?: true;
}

/** Requests shown when nothing narrows them down. */
const shown = 20;

/** `tinyagent log`: what was asked and done, newest last. */
export async function showLog(words: readonly string[], { since, json, erase }: LogOptions): Promise<number> {
  const file = createLogFile(logFolder());
  if (erase) {
    if (words.length > 0 || since !== undefined)
      throw new UsageError('--erase erases the whole log; it takes no words and no --since.');
    process.stderr.write((await file.erase()) === 0 ? 'The log was empty.\n' : 'The log is erased.\n');
    return done;
  }
  const { requests, damaged } = await searchLog(file, { words, ...(since === undefined ? {} : { since }) });
  const isNarrow = words.length > 0 || since !== undefined || json === true;
  const told = isNarrow ? requests : requests.slice(-shown);
  for (const entries of told)
    process.stdout.write(
      json ? entries.map((entry) => `${JSON.stringify(entry)}\n`).join('') : inWords(entries),
    );
  if (requests.length === 0) process.stderr.write('The log has nothing of this.\n');
  if (told.length < requests.length)
    process.stderr.write(
      `These are the last ${shown} of ${requests.length} requests; words or --since show others.\n`,
    );
  if (damaged > 0) process.stderr.write(`Damaged lines left out: ${damaged}.\n`);
  return done;
}

function inWords(entries: LoggedRequest): string {
  const lines = entries.flatMap(entryInWords).map((line) => line.replaceAll('\n', '\n    '));
  return `${writtenClock(new Date(entries[0].at))}  ${lines.join('\n  ')}\n\n`;
}
