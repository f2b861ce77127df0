import { basename } from 'node:path';
import type { LlamaContext, LlamaModel, Token } from 'node-llama-cpp';
import { chatTemplate } from './chat-template.ts';
import { loadGguf, startLlama, threads } from './llama.ts';
import { ModelError } from './manifest.ts';
import { createModelMemory, type ModelMemory } from './model-memory.ts';
import type { GenerateOptions, LanguageModel } from './models.ts';
import { createPrefixStore } from './prefix-store.ts';
import { untilAborted } from './turns.ts';
import { memoryOf, type Weights } from './weights.ts';

/** A LoRA adapter in GGUF, made for the model it is loaded with; what it adds is multiplied by `scale`. */
export interface Adapter {
  readonly file: string;
  readonly scale: number;
}

/**
 * llama.cpp hears an abort only between portions of the prompt, so one should not take longer. In milliseconds. Whoever
 * waits is told at once; this is how long the engine may still work for nobody. Below 32 tokens reading gets slower.
 */
const portionMs = 100;
const smallestPortion = 32;
const largestPortion = 512;

/**
 * Opens a GGUF file as a model that reads and writes text. Greedy. At once only its vocabulary is read; the weights
 * are in memory from the first prompt until `memory` wants the room back. The prompt's beginning that equals the last
 * prompt's is not read again, and a fixed one not even after a restart where `prefixFolder` is given.
 * `adapters` change what this one writes: they belong to its context, not to the file.
 * Throws ModelError when a file cannot be read, or an adapter was made for another model.
 */
export async function openLanguageModel(
  file: string,
  {
    contextTokens: wanted,
    memory = createModelMemory(),
    prefixFolder,
    adapters = [],
  }: {
    contextTokens: number;
    memory?: ModelMemory;
    prefixFolder?: string;
    adapters?: readonly Adapter[];
  },
): Promise<LanguageModel> {
  const { LlamaGrammar, LlamaGrammarEvaluationState } = await import('node-llama-cpp');
  const llama = await startLlama();
  const vocabulary = await loadGguf({ modelPath: file, vocabOnly: true });
  const contextTokens = Math.min(wanted, vocabulary.fileInsights.trainContextSize ?? wanted);
  const chatPrompt = await chatTemplate(vocabulary);
  const prefixes =
    prefixFolder === undefined ? undefined : createPrefixStore(prefixFolder, file, contextTokens);
  const weights = memory.keep<Weights>({
    name: basename(file),
    bytesNeeded: () => memoryOf(vocabulary.fileInsights, contextTokens),
    open: (signal) => openWeights(file, contextTokens, adapters, signal),
    close: async ({ context, model }) => {
      await context.dispose();
      await model.dispose();
    },
  });
  /** Tokens of a prompt read at once: as many as took about `portionMs` last time. */
  let portion = 64;

  function toTokens(text: string): Token[] {
    const tokens = vocabulary.tokenize(text, true); // the template's marks are tokens of their own
    const { bos, shouldPrependBosToken } = vocabulary.tokens;
    if (bos !== null && shouldPrependBosToken && tokens[0] !== bos) tokens.unshift(bos);
    return tokens;
  }

  async function* generate(
    prompt: string,
    { signal, maxTokens, stop = [], grammar, fixedPrefix = '' }: GenerateOptions,
  ): AsyncGenerator<string, void> {
    signal.throwIfAborted();
    const tokens = toTokens(prompt);
    if (tokens.length + maxTokens > contextTokens) {
      throw new ModelError(
        `A prompt of ${tokens.length} tokens leaves no room in the model's ${contextTokens}.`,
      );
    }
    const { resource, release } = await weights.take(signal);
    const { sequence, model } = resource;
    /** What llama.cpp is doing: an abort is told at once, and the turn ends when that has ended. */
    let running: Promise<unknown> = Promise.resolve();
    const step = <Result>(work: Promise<Result>): Promise<Result> => {
      running = work.catch(() => {});
      return untilAborted(work, signal);
    };
    let failed = false;
    let end = async (): Promise<unknown> => undefined;

    async function read(upTo: number): Promise<void> {
      while (sequence.nextTokenIndex < upTo) {
        const at = sequence.nextTokenIndex;
        const some = tokens.slice(at, Math.min(at + portion, upTo));
        const begun = performance.now();
        await step(sequence.evaluateWithoutGeneratingNewTokens(some));
        const fitting = (some.length * portionMs) / Math.max(1, performance.now() - begun);
        portion = Math.round(Math.min(largestPortion, Math.max(smallestPortion, fitting)));
      }
    }

    try {
      const fixed = prompt.startsWith(fixedPrefix)
        ? tokens.slice(0, sharedLength(tokens, toTokens(fixedPrefix)))
        : [];
      if (prefixes !== undefined && sharedLength(sequence.contextTokens, tokens) < fixed.length)
        await step(prefixes.restore(sequence, fixed));
      await step(sequence.adaptStateToTokens(tokens.slice(0, -1), false));
      await read(Math.min(fixed.length, tokens.length - 1));
      if (prefixes !== undefined && sequence.nextTokenIndex === fixed.length)
        await step(prefixes.save(sequence, fixed));
      await read(tokens.length - 1);
      const evaluation = sequence.evaluate(tokens.slice(-1), {
        temperature: 0,
        ...(grammar === undefined
          ? {}
          : {
              grammarEvaluationState: new LlamaGrammarEvaluationState({
                model,
                grammar: new LlamaGrammar(llama, { grammar }),
              }),
            }),
      });
      end = () => evaluation.return();
      const written: Token[] = [];
      let told = 0;
      while (written.length < maxTokens) {
        const next = await step(evaluation.next());
        if (next.done) break;
        written.push(next.value);
        const all = vocabulary.detokenize(written);
        const stopped = firstStop(all, stop, told);
        if (stopped !== undefined) {
          if (stopped > told) yield all.slice(told, stopped);
          return;
        }
        // What may be the beginning of a stop, or half a character, is held back until it is sure.
        const sure = all.length - heldBack(all, stop);
        if (sure > told) {
          yield all.slice(told, sure);
          told = sure;
        }
      }
      const rest = vocabulary.detokenize(written).slice(told);
      if (rest !== '') yield rest;
    } catch (cause) {
      signal.throwIfAborted();
      failed = true;
      if (cause instanceof ModelError) throw cause;
      throw new ModelError(
        `The language model ${basename(file)} failed: ${(cause as Error).message}. It is loaded anew for the next request.`,
        { cause },
      );
    } finally {
      void running.then(end).finally(() => release({ broken: failed }));
    }
  }

  return {
    contextTokens,
    countTokens: (text) => vocabulary.tokenize(text).length,
    chatPrompt,
    generate,
    async dispose() {
      await weights.dispose();
      await vocabulary.dispose();
    },
  };
}

async function openWeights(
  file: string,
  contextTokens: number,
  adapters: readonly Adapter[],
  loadSignal: AbortSignal,
): Promise<Weights> {
  const { gpu } = await startLlama();
  // a file that is mapped and also repacked for the CPU would be in memory twice: 1,450 MB for 1.1B instead of 895
  const model = await loadGguf({ modelPath: file, useMmap: gpu !== false, loadSignal });
  try {
    const context = await openContext(model, contextTokens, adapters, loadSignal);
    return { model, context, sequence: context.getSequence() };
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

async function openContext(
  model: LlamaModel,
  contextSize: number,
  adapters: readonly Adapter[],
  signal: AbortSignal,
): Promise<LlamaContext> {
  const lora = { adapters: adapters.map(({ file, scale }) => ({ filePath: file, scale })) };
  try {
    return await model.createContext({
      contextSize,
      threads: threads(),
      createSignal: signal,
      ...(adapters.length === 0 ? {} : { lora }),
    });
  } catch (cause) {
    signal.throwIfAborted();
    if (adapters.length > 0) {
      const files = adapters.map(({ file }) => file).join(', ');
      throw new ModelError(
        `The adapter ${files} cannot be loaded; it may be damaged, or made for another model than ${model.filename}.`,
        { cause },
      );
    }
    throw new ModelError(`There is not enough memory for a context of ${contextSize} tokens.`, { cause });
  }
}

/** How many tokens two texts have in common at their beginning. */
function sharedLength(a: readonly Token[], b: readonly Token[]): number {
  const differs = a.findIndex((token, index) => token !== b[index]);
  return differs < 0 ? a.length : differs;
}

/** Where the first stop begins, no earlier than `from` less what a stop may have begun before it. */
function firstStop(text: string, stops: readonly string[], from: number): number | undefined {
  const found = stops
    .map((stop) => text.indexOf(stop, Math.max(0, from - stop.length)))
    .filter((at) => at >= 0);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** How many of the last characters could still become a stop or a whole character. */
function heldBack(text: string, stops: readonly string[]): number {
  const begun = stops.map((stop) => {
    for (let length = Math.min(stop.length - 1, text.length); length > 0; length--) {
      if (text.endsWith(stop.slice(0, length))) return length;
    }
    return 0;
  });
  const broken = /\ufffd+$/.exec(text)?.[0].length ?? 0;
  return Math.max(0, broken, ...begun);
}
