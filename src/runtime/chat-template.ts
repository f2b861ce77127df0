import type { LlamaModel } from 'node-llama-cpp';
import { ModelError } from './manifest.ts';
import type { ChatTurn } from './models.ts';

/**
 * Writes prompts in the chat template of the model's own file; undefined when it has none. Marks of the template that
 * stand in the turn's own text are left out, so that text from outside cannot begin a turn of its own.
 */
export async function chatTemplate(model: LlamaModel): Promise<((turn: ChatTurn) => string) | undefined> {
  const template = model.fileInfo.metadata.tokenizer.chat_template;
  if (template === undefined || template === '') return undefined;
  const { JinjaTemplateChatWrapper, SpecialToken } = await import('node-llama-cpp');
  const isMark = (text: string): boolean =>
    model.tokenize(text, true).length === 1 && model.tokenize(text, false).length > 1;
  const harmless = (text: string): string =>
    text.replace(/<[^<>\s]{1,40}>|\[\/?[A-Z_]{2,40}\]/g, (mark) => (isMark(mark) ? '' : mark));
  const specialTokens: Record<string, string | null> = {
    BOS: model.tokens.bosString,
    EOS: model.tokens.eosString,
    NL: model.tokens.nlString,
    EOT: model.tokens.eotString,
  };
  return ({ instruction, input }) => {
    // a model that thinks aloud would have to be waited for, and a plan's grammar does not let it
    const wrapper = new JinjaTemplateChatWrapper({
      template,
      additionalRenderParameters: { enable_thinking: false },
    });
    try {
      const { contextText } = wrapper.generateContextState({
        chatHistory: [
          { type: 'system', text: harmless(instruction) },
          { type: 'user', text: harmless(input) },
          { type: 'model', response: [] },
        ],
      });
      return contextText.values
        .map((part) => {
          if (typeof part === 'string') return part;
          return part instanceof SpecialToken ? (specialTokens[part.value] ?? '') : part.value;
        })
        .join('');
    } catch (cause) {
      throw new ModelError(`The chat template of ${model.filename ?? 'this model'} cannot be used.`, {
        cause,
      });
    }
  };
}
