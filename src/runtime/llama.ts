import { open } from 'node:fs/promises';
import { cpus } from 'node:os';
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

/** Loads a GGUF file. Throws ModelError when it cannot be read. */
export async function loadGguf(options: LlamaModelOptions): Promise<LlamaModel> {
  const llama = await startLlama();
  await assertGguf(options.modelPath);
  return llama.loadModel(options).catch((cause) => Promise.reject(damaged(options.modelPath, cause)));
}

/** Throws ModelError on a file that does not begin as GGUF: llama.cpp's reader tries such a one for a minute and more. */
export async function assertGguf(file: string): Promise<void> {
  if (!(await hasGgufHeader(file).catch((cause) => Promise.reject(damaged(file, cause)))))
    throw damaged(file, 'it does not begin as a GGUF file does');
}

const damaged = (file: string, cause: unknown): ModelError =>
  new ModelError(`The model file ${file} cannot be read; it may be damaged.`, { cause });

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
