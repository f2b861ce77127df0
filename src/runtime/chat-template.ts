/** How a base model wants to be spoken to. The published TinyAgent weights want `alpaca`. */
export type Template = 'alpaca' | 'chatml';

/** What is to be done, and what it is to be done with, as the model's training had it. */
export const chatPrompt = (
  template: Template,
  { instruction, input }: { instruction: string; input: string },
): string =>
  template === 'alpaca'
    ? `### Instruction:\n${instruction}\n\n### Input:\n${input}\n\n### Response:\n`
    : `<|im_start|>system\n${instruction}<|im_end|>\n<|im_start|>user\n${input}<|im_end|>\n<|im_start|>assistant\n`;

/** Where an answer ends at the latest: where the model would go on with the other side's part. */
export const chatStops: Readonly<Record<Template, readonly string[]>> = {
  alpaca: ['\n###', '</s>'],
  chatml: ['<|im_end|>', '<|im_start|>'],
};
