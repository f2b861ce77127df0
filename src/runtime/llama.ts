import { open } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename } from 'node:path';
import type { Llama, LlamaModel, LlamaModelOptions } from 'node-llama-cpp';
import { ModelError } from './manifest.ts';

let started: Promise<Llama> | undefined;

/** llama.cpp, started once a process. Its prebuilt binary is used as it is: nothing is compiled or fetched. */
export function startLlama(): Promise<Llama> {
  started ??= (async () => {
    const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
    return getLlama({
      build: 'never',
      gpu: process.platform === 'darwin' ? 'auto' : false,
      maxThreads: threads(),
      logLevel: LlamaLogLevel.error,
      progressLogs: false,
    });
  })();
  return started;
}

/** One core is left to everybody else: more threads than free cores make llama.cpp a hundred times slower. */
export const threads = (): number => Math.max(1, cpus().length - 1);

/**
 * Loads a GGUF file. Throws ModelError when it cannot be read or memory does not suffice, `loadSignal.reason` on abort.
 */
export async function loadGguf(options: LlamaModelOptions): Promise<LlamaModel> {
  const { modelPath, loadSignal } = options;
  await assertGguf(modelPath);
  const [llama, { InsufficientMemoryError }] = await Promise.all([startLlama(), import('node-llama-cpp')]);
  return llama.loadModel(options).catch((cause: unknown) => {
    loadSignal?.throwIfAborted();
    if (cause instanceof InsufficientMemoryError)
      throw new ModelError(`There is not enough memory for ${basename(modelPath)}: ${cause.message}`, {
        cause,
      });
    throw damaged(modelPath, cause);
  });
}

const damaged = (path: string, cause: unknown): ModelError =>
  new ModelError(`The model file ${path} cannot be read; it may be damaged.`, { cause });

/** Throws ModelError unless the file begins as a GGUF file does: readers try a nonsensical header for a minute and more. */
export async function assertGguf(path: string): Promise<void> {
  const begins = await hasGgufHeader(path).catch((cause) => Promise.reject(damaged(path, cause)));
  if (!begins) throw damaged(path, 'it does not begin as a GGUF file does');
}

/** Magic, version, and believable numbers of tensors and metadata entries (GGUF specification, version 3). */
async function hasGgufHeader(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const header = Buffer.alloc(24);
    await file.read(header, 0, 24, 0);
    const believable = (count: bigint) => count > 0n && count < 1_000_000n;
    return (
      header.toString('latin1', 0, 4) === 'GGUF' &&
      header.readUInt32LE(4) <= 3 &&
      believable(header.readBigUInt64LE(8)) &&
      believable(header.readBigUInt64LE(16))
    );
  } finally {
    await file.close();
  }
}
