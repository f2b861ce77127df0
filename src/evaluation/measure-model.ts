import { type PlanDeps, planOnly } from '../assist.ts';
import { openTextModel } from '../plan/planner.ts';
import type { FoundModel } from '../runtime/find-model.ts';
import { createModelMemory } from '../runtime/model-memory.ts';
import { estimateMemory } from '../runtime/weights.ts';

/** What a language model costs on this machine. */
export interface ModelMeasurement {
  readonly name: string;
  readonly contextTokens: number;
  /** As estimated before it is loaded, and as the process grew. In bytes. */
  readonly memoryNeeded: number;
  readonly memoryTaken: number;
  /** From the file to a model that can read. */
  readonly loadMs: number;
  /** Of a prompt with all sixteen tools, and of one with the tools retrieved. */
  readonly promptTokens: { readonly all: number; readonly retrieved: number };
  readonly promptTokensPerSecond: number;
  readonly writtenTokensPerSecond: number;
  /** From a prompt to its first call: all tools and nothing of it read before; retrieved tools, its beginning known. */
  readonly firstCallMs: { readonly unknown: number | undefined; readonly known: number | undefined };
}

const query = "Text Amir that I'm running ten minutes late";
const now = new Date(2026, 10, 20, 10, 15);
/** Written without a grammar, to see the model's own speed. In tokens. */
const freeTokens = 32;

/** Loads a model and times it on one request. Throws ModelError, and `signal.reason` on abort. */
export async function measureModel(
  found: FoundModel,
  deps: Omit<PlanDeps, 'planner'>,
): Promise<ModelMeasurement> {
  const { signal } = deps;
  const memoryNeeded = await estimateMemory(found.file, found.contextTokens);
  const text = await openTextModel(found, { memory: createModelMemory() });
  const { model } = text;
  try {
    const before = process.memoryUsage().rss;
    const loadMs = await timed(() => drain(model.generate('a', { signal, maxTokens: 1 })));
    const planner = { ...text, style: 'described' as const, close: async () => {} };
    const all = await planOnly({ query, now }, { ...deps, planner, classifier: undefined });
    const retrieved = await planOnly({ query, now }, { ...deps, planner });
    const again = await planOnly({ query: `${query}, sorry`, now }, { ...deps, planner });
    const memoryTaken = process.memoryUsage().rss - before;
    // a text that shares no beginning with what was read before
    const prompt = Array.from({ length: 200 }, (_, index) => `${index} sheep`).join('. ');
    const readMs = await timed(() => drain(model.generate(prompt, { signal, maxTokens: 1 })));
    let written = '';
    const writeMs = await timed(async () => {
      for await (const piece of model.generate(prompt, { signal, maxTokens: freeTokens })) written += piece;
    });
    return {
      name: found.name,
      contextTokens: model.contextTokens,
      memoryNeeded,
      memoryTaken,
      loadMs,
      promptTokens: { all: all.promptTokens, retrieved: retrieved.promptTokens },
      promptTokensPerSecond: perSecond(model.countTokens(prompt), readMs),
      writtenTokensPerSecond: perSecond(Math.max(1, model.countTokens(written)), writeMs),
      firstCallMs: { unknown: sinceRetrieval(all), known: sinceRetrieval(again) },
    };
  } finally {
    await model.dispose();
  }
}

const sinceRetrieval = ({
  firstCallMs,
  retrievalMs,
}: {
  firstCallMs: number | undefined;
  retrievalMs: number;
}): number | undefined => (firstCallMs === undefined ? undefined : firstCallMs - retrievalMs);

const perSecond = (count: number, ms: number): number => (1000 * count) / Math.max(0.001, ms);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function drain(pieces: AsyncIterable<string>): Promise<void> {
  for await (const _ of pieces);
}
