/** What a fenced line begins with. */
export const fenceMark = '|';

/**
 * Text of others, as a model is shown it: each line behind a mark of ours, whatever ends it, so that nothing in it
 * can end the fence or open a part of the prompt. What models know as marks of their own is defused; the rest stays
 * to the letter, as it may be copied into an argument or a mail.
 */
export const fenced = (text: string): string =>
  defused(text)
    .trimEnd()
    .split('\n')
    .map((line) => `${fenceMark} ${line}`.trimEnd())
    .join('\n');

/** The same for a word or a line among ours. */
export const oneLine = (text: string): string =>
  defused(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();

/**
 * What is taken out goes before marks are looked for, and of a mark a sign is exchanged, so none can come of what is
 * left. No bracket stands inside a mark's own two, so none can hide another.
 */
const defused = (text: string): string =>
  text
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '')
    .replace(/<(?=[|｜])/g, '‹')
    .replace(/(?<=[|｜])>/g, '›')
    .replace(tag, '‹$1›')
    .replace(squareTag, '($1)')
    .replace(/#{3,}/g, '##')
    .toWellFormed();

/** Tokens of their own in the vocabularies we know, wherever they stand; with an underscore, in those we do not. */
const tag =
  /<(\/?(?:\w*_\w*|s|unk|pad|bos|eos|eod|eop|sop|mask|cls|sep|sys|think|tools?|system|user|assistant|human|bot|image|audio|video|endoftext|unused\d+|0x[\da-f]{2}))>/gi;

/** `[INST]`, `[TOOL_CALLS]` and their like. */
const squareTag = /\[(\/?(?:INST|THINK|ARGS|IMG|AUDIO|PREFIX|MIDDLE|SUFFIX|gMASK|[A-Z]+(?:_[A-Z]+)+))\]/g;
