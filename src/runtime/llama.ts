import { cpus } from 'node:os';
import type { Llama } from 'node-llama-cpp';

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
