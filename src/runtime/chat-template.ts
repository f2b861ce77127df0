import type { LlamaModel } from 'node-llama-cpp';
import { ModelError } from './manifest.ts';
import type { ChatTurn } from './models.ts';

/**
 * Writes prompts in the chat template of the model's own file; undefined when it has none. Marks of the template that
 * stand in the turn's own text are left out, so that text from outside cannot begin a turn of its own.
 * The writer throws ModelError when the template cannot be used.
 */
export async function chatTemplate(model: LlamaModel): Promise<((turn: ChatTurn) => string) | undefined> {
  const source = model.fileInfo.metadata.tokenizer.chat_template;
  if (source === undefined || source === '') return undefined;
  const { Template } = await import('@huggingface/jinja');
  const unusable = (cause: unknown) =>
    new ModelError(`The chat template of ${model.filename ?? 'this model'} cannot be used.`, { cause });
  let parsed: InstanceType<typeof Template> | undefined;
  const isMark = (text: string): boolean =>
    model.tokenize(text, true).length === 1 && model.tokenize(text, false).length > 1;
  const harmless = (text: string): string =>
    text.replace(/<[^<>\s]{1,40}>|\[\/?[A-Z_]{2,40}\]/g, (mark) => (isMark(mark) ? ' ' : mark));
  const render = (messages: { role: string; content: string }[]): string => {
    parsed ??= new Template(source);
    return parsed.render({
      messages,
      add_generation_prompt: true,
      // a model that thinks aloud would have to be waited for, and a plan's grammar does not let it
      enable_thinking: false,
      bos_token: model.tokens.bosString ?? '',
      eos_token: model.tokens.eosString ?? '',
    });
  };
  return (turn) => {
    const instruction = harmless(turn.instruction);
    const input = harmless(turn.input);
    try {
      return render([
        { role: 'system', content: instruction },
        { role: 'user', content: input },
      ]);
    } catch {
      // templates without a system role refuse it: what is to be done is then part of what is asked
      try {
        return render([{ role: 'user', content: `${instruction}\n\n${input}` }]);
      } catch (cause) {
        throw unusable(cause);
      }
    }
  };
}
