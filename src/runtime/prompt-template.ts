import type { ChatTurn } from './models.ts';

/** How a base model wants to be spoken to: the published TinyAgent weights `alpaca`; or a template of the model's own. */
export type Template = 'alpaca' | 'chatml' | ((turn: ChatTurn) => string);

/** A prompt in the model's own template, up to where its answer begins. */
export function inTemplate(turn: ChatTurn, template: Template): string {
  if (typeof template === 'function') return template(turn);
  const { instruction, input } = turn;
  switch (template) {
    case 'alpaca':
      return `### Instruction:\n${instruction}\n\n### Input:\n${input}\n\n### Response:\n`;
    case 'chatml':
      return `<|im_start|>system\n${instruction}<|im_end|>\n<|im_start|>user\n${input}<|im_end|>\n<|im_start|>assistant\n`;
    default:
      return template satisfies never;
  }
}
