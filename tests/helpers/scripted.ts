import type { LanguageModel } from '../../src/runtime/models.ts';

/** A text-writing model that answers each prompt with the next of these plans; it keeps what it was asked. */
export function scripted(
  ...plans: readonly string[]
): LanguageModel & { readonly prompts: readonly string[] } {
  const prompts: string[] = [];
  return {
    prompts,
    contextTokens: 4096,
    countTokens: (text) => Math.ceil(text.length / 4),
    async *generate(prompt, { signal }) {
      prompts.push(prompt);
      for (const piece of (plans[prompts.length - 1] ?? 'join()').match(/.{1,7}/gs) ?? []) {
        signal.throwIfAborted();
        yield piece;
      }
    },
    dispose: async () => {},
  };
}
