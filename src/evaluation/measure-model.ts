import type { PlanDeps } from '../assist.ts';
import { makePlan, type PlanStep } from '../plan/make-plan.ts';
import { openTextModel } from '../plan/planner.ts';
import { retrieve } from '../retrieval/retrieve.ts';
import type { FoundModel } from '../runtime/find-model.ts';
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
  /** Undefined of a model that has nothing to say. */
  readonly writtenTokensPerSecond: number | undefined;
  /** From a prompt with the retrieved tools to its first call: all of it new; its beginning read before. */
  readonly firstCallMs: { readonly unknown: number | undefined; readonly known: number | undefined };
}

const query = "Text Amir that I'm running ten minutes late";
const now = new Date(2026, 10, 20, 10, 15);
/** Written without a grammar, to see the model's own speed. In tokens. */
const freeTokens = 32;

/** Loads a model and times it on one request. Throws ModelError, and `signal.reason` on abort. */
export async function measureModel(
  found: FoundModel,
  { classifier, tools, signal }: Pick<PlanDeps, 'classifier' | 'tools' | 'signal'>,
): Promise<ModelMeasurement> {
  const memoryNeeded = await estimateMemory(found.file, found.contextTokens);
  const text = await openTextModel(found);
  const { model } = text;
  try {
    const before = process.memoryUsage().rss;
    const loadMs = await timed(() => drain(model.generate('a', { signal, maxTokens: 1 })));
    const memoryTaken = Math.max(0, process.memoryUsage().rss - before);

    const planner = { ...text, style: 'described' as const, close: async () => {} };
    const deps = { planner, tools, earlier: [], signal };
    const all = await retrieve({ query, now }, { classifier: undefined, signal });
    const retrieved = await retrieve({ query, now }, { classifier, signal });
    const allTokens = (await firstCall(makePlan({ query, now }, all, deps), 'prompt')).promptTokens;
    const unknown = await firstCall(makePlan({ query, now }, retrieved, deps), 'call');
    const known = await firstCall(makePlan({ query: `${query}, sorry`, now }, retrieved, deps), 'call');

    // a text that shares no beginning with what was read before
    const prompt = Array.from({ length: 60 }, (_, index) => `${index} sheep`).join('. ');
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
      promptTokens: { all: allTokens, retrieved: unknown.promptTokens },
      promptTokensPerSecond: perSecond(model.countTokens(prompt), readMs),
      writtenTokensPerSecond: written === '' ? undefined : perSecond(model.countTokens(written), writeMs),
      firstCallMs: { unknown: unknown.ms, known: known.ms },
    };
  } finally {
    await model.dispose();
  }
}

/** Reads a plan up to its prompt or its first call, and no further. */
async function firstCall(
  steps: AsyncGenerator<PlanStep, void>,
  until: 'prompt' | 'call',
): Promise<{ promptTokens: number; ms: number | undefined }> {
  const begun = performance.now();
  let promptTokens = 0;
  for await (const step of steps) {
    if (step.type === 'prompt') promptTokens = step.tokens;
    if (step.type === until) return { promptTokens, ms: performance.now() - begun };
  }
  return { promptTokens, ms: undefined };
}

const perSecond = (count: number, ms: number): number => (1000 * count) / Math.max(0.001, ms);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function drain(pieces: AsyncIterable<string>): Promise<void> {
  for await (const _ of pieces);
}
