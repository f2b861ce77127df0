import type { Token } from 'node-llama-cpp';
import { loadGguf } from './llama.ts';
import { ModelError } from './manifest.ts';
import type { TokenModel } from './models.ts';

/** More than the longest request and plan of the compact style. In tokens. */
const contextTokens = 2048;
/** What a legal token's logit is raised by: above any difference the model's own logits have. */
const legalBias = 100;
/** Words kept with their pieces; a request's words are mostly ones seen before. */
const cachedWords = 20_000;

/** Opens the embedded planner's GGUF file. Throws ModelError when it cannot be read. */
export async function openTokenModel(file: string): Promise<TokenModel> {
  const { TokenBias } = await import('node-llama-cpp');
  const model = await loadGguf({ modelPath: file, gpuLayers: 0 });
  // The model is so small that a second thread costs more in waiting than it brings.
  const context = await model.createContext({
    contextSize: contextTokens,
    batchSize: contextTokens,
    threads: 1,
  });
  const sequence = context.getSequence();
  const known = new Map<string, readonly number[]>();
  /** Requests take turns: there is one sequence. */
  let turn: Promise<unknown> = Promise.resolve();
  let disposed = false;

  async function* generate(
    prompt: readonly number[],
    { signal, maxTokens, end, legal }: Parameters<TokenModel['generate']>[1],
  ): AsyncGenerator<number, void> {
    const before = turn;
    let finish = () => {};
    turn = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await before;
    try {
      signal.throwIfAborted();
      if (disposed) throw new ModelError('The planner was closed.');
      if (prompt.length + maxTokens > contextTokens) {
        throw new ModelError(
          `A prompt of ${prompt.length} tokens does not fit the planner's ${contextTokens}.`,
        );
      }
      await sequence.clearHistory();
      let ids: readonly number[] = [];
      const tokenBias = () => TokenBias.for(model).set(ids as Token[], { logit: legalBias });
      let unread = [...prompt] as Token[];
      let choices: AsyncGenerator<Token, void, Token[]> | undefined;
      try {
        for (let written = 0; written < maxTokens; written++) {
          signal.throwIfAborted();
          ids = legal();
          let [token] = ids;
          if (ids.length > 1) {
            choices ??= sequence.evaluate(unread, { temperature: 0, tokenBias, yieldEogToken: true });
            token = (await choices.next(unread)).value ?? undefined;
            unread = [];
          }
          if (token === undefined) throw new Error('No token is legal; the plan should have ended.');
          signal.throwIfAborted();
          yield token;
          if (token === end) return;
          // what is the only legal token is read together with the next choice, not by itself
          unread.push(token as Token);
        }
      } finally {
        await choices?.return();
      }
    } finally {
      finish();
    }
  }

  return {
    pieces(word) {
      const cached = known.get(word);
      if (cached !== undefined) return cached;
      if (known.size >= cachedWords) known.clear();
      const pieces = model.tokenize(` ${word}`, false);
      known.set(word, pieces);
      return pieces;
    },
    generate,
    async dispose() {
      if (disposed) return;
      disposed = true;
      await turn;
      await context.dispose();
      await model.dispose();
    },
  };
}
