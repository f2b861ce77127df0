import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { shell } from 'electron';
import { entryInWords } from '../../log/entry-in-words.ts';
import { createLogFile } from '../../log/log-file.ts';
import { searchLog } from '../../log/search-log.ts';
import { logFolder } from '../../settings/paths.ts';
import type { FoundInLog } from '../contract.ts';

/** More than anybody scrolls through; words find the others. */
const shown = 50;

/** The log the user owns, for the settings window. The engine writes it. */
export const userLog = {
  async search(words: string): Promise<FoundInLog> {
    const { requests, damaged } = await searchLog(createLogFile(logFolder()), {
      words: words.split(/\s+/).filter((word) => word !== ''),
    });
    const newest = requests.slice(-shown).reverse();
    return {
      requests: newest.map((entries) => ({ at: entries[0].at, lines: entries.flatMap(entryInWords) })),
      found: requests.length,
      damaged,
    };
  },

  /** Throws an Error when there is no file to show. */
  async reveal(): Promise<void> {
    const file = join(logFolder(), 'log.jsonl');
    await access(file).catch((cause: unknown) => {
      throw new Error('The log is empty: there is no file to show.', { cause });
    });
    shell.showItemInFolder(file);
  },

  async erase(): Promise<void> {
    await createLogFile(logFolder()).erase();
  },
};
