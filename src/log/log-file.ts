import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Lines in a folder's files, the newest in `log.jsonl`. Only the user may read them. */
export interface LogFile {
  /** Adds a line; rotates first when it would grow too large. One after the other, in the order they were asked for. */
  append(line: string): Promise<void>;
  /** Lines, oldest first. */
  lines(): AsyncGenerator<string>;
  /** Removes all of it; resolves to how many files there were. */
  erase(): Promise<number>;
}

export interface LogFileOptions {
  /** How large one file grows. */
  readonly maxBytes?: number;
  /** How many files there are at most, the newest among them. */
  readonly files?: number;
}

export function createLogFile(
  folder: string,
  { maxBytes = 2_000_000, files = 5 }: LogFileOptions = {},
): LogFile {
  const path = (age: number): string => join(folder, age === 0 ? 'log.jsonl' : `log.${age}.jsonl`);
  let last: Promise<unknown> = Promise.resolve();

  async function add(line: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const bytes = Buffer.byteLength(line) + 1;
    const size = (await unlessMissing(stat(path(0))))?.size ?? 0;
    if (size > 0 && size + bytes > maxBytes) await rotate();
    const file = await open(path(0), 'a+', 0o600);
    try {
      await file.chmod(0o600);
      const { size } = await file.stat();
      // a line that a crash or a full disk cut short must not spoil this one
      const isWhole = size === 0 || (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] === newline;
      await file.appendFile(`${isWhole ? '' : '\n'}${line}\n`);
    } finally {
      await file.close();
    }
  }

  async function rotate(): Promise<void> {
    await rm(path(files - 1), { force: true });
    for (let age = files - 2; age >= 0; age--) await unlessMissing(rename(path(age), path(age + 1)));
  }

  return {
    append(line) {
      const added = last.then(() => add(line));
      last = added.catch(() => {}); // told to whoever asked for it
      return added;
    },
    async *lines() {
      for (let age = files - 1; age >= 0; age--) {
        const text = await unlessMissing(readFile(path(age), 'utf8'));
        for (const line of text?.split('\n') ?? []) if (line !== '') yield line;
      }
    },
    async erase() {
      await last;
      const names = (await unlessMissing(readdir(folder))) ?? [];
      const ours = names.filter((name) => /^log(?:\.\d+)?\.jsonl$/.test(name));
      await Promise.all(ours.map((name) => rm(join(folder, name), { force: true })));
      return ours.length;
    },
  };
}

const newline = 0x0a;

async function unlessMissing<Result>(result: Promise<Result>): Promise<Result | undefined> {
  try {
    return await result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
