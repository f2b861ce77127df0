import { loadGguf, startLlama, threads } from './llama.ts';
import { ModelError } from './manifest.ts';
import type { LanguageModel } from './models.ts';

/** The prompt is read in portions of so many tokens: llama.cpp hears an abort only between them. */
const portion = 64;

/** A LoRA adapter in GGUF, made for the model it is loaded with; what it adds is multiplied by `scale`. */
export interface Adapter {
  readonly file: string;
  readonly scale: number;
}

/**
 * Opens a GGUF file as a model that reads and writes text. Greedy. The prompt's beginning that equals the last
 * prompt's is not read again. `adapters` change what this one writes: they belong to its context, not to the file.
 * Throws ModelError when a file cannot be read, or an adapter was made for another model.
 */
export async function openLanguageModel(
  file: string,
  { contextTokens, adapters = [] }: { contextTokens: number; adapters?: readonly Adapter[] },
): Promise<LanguageModel> {
  const [{ LlamaGrammar, LlamaGrammarEvaluationState }, llama] = await Promise.all([
    import('node-llama-cpp'),
    startLlama(),
  ]);
  const model = await loadGguf({ modelPath: file });
  const context = await model
    .createContext({
      contextSize: contextTokens,
      threads: threads(),
      ...(adapters.length === 0
        ? {}
        : { lora: { adapters: adapters.map(({ file, scale }) => ({ filePath: file, scale })) } }),
    })
    .catch(async (cause: unknown) => {
      await model.dispose();
      if (adapters.length === 0) throw cause;
      const files = adapters.map((adapter) => adapter.file).join(', ');
      throw new ModelError(
        `The adapter ${files} cannot be loaded; it may be damaged, or made for another model than ${file}.`,
        { cause },
      );
    });
  const sequence = context.getSequence();
  let disposed = false;

  async function* generate(
    prompt: string,
    { signal, maxTokens, stop = [], grammar }: Parameters<LanguageModel['generate']>[1],
  ): AsyncGenerator<string, void> {
    signal.throwIfAborted();
    if (disposed) throw new ModelError('The language model was closed.');
    const tokens = model.tokenize(prompt, true); // the template's marks are tokens of their own
    if (model.tokens.bos !== null && model.tokens.shouldPrependBosToken) tokens.unshift(model.tokens.bos);
    if (tokens.length + maxTokens > contextTokens) {
      throw new ModelError(
        `A prompt of ${tokens.length} tokens leaves no room in the model's ${contextTokens}.`,
      );
    }
    await sequence.adaptStateToTokens(tokens.slice(0, -1), false);
    for (let at = sequence.nextTokenIndex; at < tokens.length - 1; at += portion) {
      await sequence.evaluateWithoutGeneratingNewTokens(
        tokens.slice(at, Math.min(at + portion, tokens.length - 1)),
      );
      signal.throwIfAborted();
    }
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
    const written = [];
    let told = 0;
    for await (const token of evaluation) {
      signal.throwIfAborted();
      written.push(token);
      const all = model.detokenize(written);
      const end = firstStop(all, stop, told);
      if (end !== undefined) {
        if (end > told) yield all.slice(told, end);
        return;
      }
      // What may be the beginning of a stop, or half a character, is held back until it is sure.
      const sure = all.length - heldBack(all, stop);
      if (sure > told) {
        yield all.slice(told, sure);
        told = sure;
      }
      if (written.length >= maxTokens) break;
    }
    const rest = model.detokenize(written).slice(told);
    if (rest !== '') yield rest;
  }

  return {
    contextTokens,
    countTokens: (text) => model.tokenize(text).length,
    generate,
    async dispose() {
      if (disposed) return;
      disposed = true;
      await context.dispose();
      await model.dispose();
    },
  };
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
