import { createHash, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { LlamaContextSequence, Token } from 'node-llama-cpp';

/** Shorter beginnings are read about as fast as they are loaded. In tokens. */
const shortestPrefix = 128;
/** All kept states together; the ones used longest ago make room. In bytes. */
const mostBytes = 512 * 1024 * 1024;

/** Keeps what a model made of the fixed beginning of its prompts on disk, so that a restart does not read it again. */
export interface PrefixStore {
  /** Puts the state of `prefix` into the sequence where it is kept; else leaves the sequence as it is. */
  restore(sequence: LlamaContextSequence, prefix: readonly Token[]): Promise<void>;
  /** Keeps the sequence's state, which must be that of `prefix`, unless it is kept already or too short to pay. */
  save(sequence: LlamaContextSequence, prefix: readonly Token[]): Promise<void>;
}

/** States of one model file and context size: loading any other could end the process, so the name tells them apart. */
export function createPrefixStore(folder: string, file: string, contextTokens: number): PrefixStore {
  const { size, mtimeMs } = statSync(file);
  const pathOf = (prefix: readonly Token[]): string =>
    join(
      folder,
      `${createHash('sha256')
        .update(JSON.stringify([file, size, mtimeMs, contextTokens, process.arch, prefix]))
        .digest('hex')
        .slice(0, 32)}.state`,
    );
  return {
    async restore(sequence, prefix) {
      const path = pathOf(prefix);
      if (prefix.length < shortestPrefix || !(await exists(path))) return;
      try {
        await sequence.loadStateFromFile(path, { acceptRisk: true });
        await utimes(path, new Date(), new Date());
      } catch {
        // of another version of llama.cpp, or damaged: read the prompt as if there had been none
        await rm(path, { force: true });
        await sequence.clearHistory();
      }
    },
    async save(sequence, prefix) {
      const path = pathOf(prefix);
      if (prefix.length < shortestPrefix || (await exists(path))) return;
      await mkdir(folder, { recursive: true });
      const next = `${path}.${randomUUID()}.next`;
      await sequence.saveStateToFile(next);
      await rename(next, path);
      await removeOldest(folder);
    },
  };
}

async function removeOldest(folder: string): Promise<void> {
  const states = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const path = join(folder, name);
      const { size, mtimeMs } = await stat(path);
      return { path, size, mtimeMs };
    }),
  );
  let kept = 0;
  for (const { path, size } of states.toSorted((a, b) => b.mtimeMs - a.mtimeMs)) {
    kept += size;
    if (kept > mostBytes) await rm(path, { force: true });
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
