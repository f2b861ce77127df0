import { basename } from 'node:path';
import { assertGguf } from './llama.ts';
import { ModelError } from './manifest.ts';

/** Opened at most with so large a context; models trained for more would take memory that no prompt of ours needs. */
const largestContext = 8192;

/**
 * What a GGUF file says of itself: the context it was trained for, and how it wants to be spoken to. The published
 * TinyAgent files carry the chat template of their base, which is not what they were tuned with. Throws ModelError.
 */
export async function readGgufInfo(
  file: string,
): Promise<{ readonly contextTokens: number; readonly template: 'alpaca' | 'chatml' }> {
  await assertGguf(file);
  const { readGgufFileInfo } = await import('node-llama-cpp');
  const { metadata, architectureMetadata } = await readGgufFileInfo(file, {
    readTensorInfo: false,
    logWarnings: false,
    ignoreKeys: ['tokenizer.ggml.tokens', 'tokenizer.ggml.merges'],
  });
  const contextTokens = Math.min(architectureMetadata.context_length ?? largestContext, largestContext);
  const written = metadata.tokenizer.chat_template ?? '';
  if (written === '' || /tinyagent/i.test(`${metadata.general.name ?? ''} ${basename(file)}`))
    return { contextTokens, template: 'alpaca' };
  if (written.includes('<|im_start|>')) return { contextTokens, template: 'chatml' };
  throw new ModelError(`The chat template of ${file} is not one we know: ChatML and Alpaca are.`);
}
