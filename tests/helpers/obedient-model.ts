import type { LanguageModel } from '../../src/runtime/models.ts';

/** A text-writing model that answers each prompt as `answer` says, in small pieces; a token is four characters. */
export function obedientModel(
  answer: (prompt: string) => string,
  { contextTokens = 4096 }: { contextTokens?: number } = {},
): LanguageModel & { readonly prompts: string[]; readonly maxTokens: number[] } {
  const prompts: string[] = [];
  const most: number[] = [];
  return {
    prompts,
    maxTokens: most,
    contextTokens,
    countTokens: (text) => Math.ceil(text.length / 4),
    async *generate(prompt, { signal, maxTokens }) {
      prompts.push(prompt);
      most.push(maxTokens);
      for (const piece of answer(prompt)
        .slice(0, maxTokens * 4)
        .match(/.{1,7}/gs) ?? []) {
        signal.throwIfAborted();
        yield piece;
      }
    },
    dispose: async () => {},
  };
}
