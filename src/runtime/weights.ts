import type { GgufInsights, LlamaContext, LlamaContextSequence, LlamaModel } from 'node-llama-cpp';
import { assertGguf, startLlama } from './llama.ts';

/** A language model in memory, ready to read. */
export interface Weights {
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  readonly sequence: LlamaContextSequence;
}

/** What a GGUF file's weights and a context of so many tokens take in memory, about. In bytes. */
export async function estimateMemory(file: string, contextTokens: number): Promise<number> {
  await assertGguf(file);
  const [{ GgufInsights, readGgufFileInfo }, llama] = await Promise.all([
    import('node-llama-cpp'),
    startLlama(),
  ]);
  const insights = await GgufInsights.from(await readGgufFileInfo(file, { logWarnings: false }), llama);
  return memoryOf(insights, contextTokens);
}

/** The same of a file whose header was read already. */
export async function memoryOf(insights: GgufInsights, contextTokens: number): Promise<number> {
  const { gpu } = await startLlama();
  const gpuLayers = gpu === false ? 0 : insights.totalLayers;
  const parts = await Promise.all([
    insights.estimateModelResourceRequirementsV2({ gpuLayers, useMmap: gpu !== false }),
    insights.estimateContextResourceRequirementsV2({ contextSize: contextTokens, modelGpuLayers: gpuLayers }),
  ]);
  // a Mac's GPU has no memory of its own
  return parts.reduce((sum, { cpuRam, gpuVram }) => sum + cpuRam + gpuVram, 0);
}
