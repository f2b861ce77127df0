/** The marks templates are made of, of the model families we know: tokens of their own, wherever they stand. */
const marks =
  /<\|[^|<>\n]{0,40}\|>|<\/?s>|<unk>|<pad>|<bos>|<eos>|<(?:start|end)_of_(?:turn|text|role)>|<\/?(?:think|tool_call|tool_response)>|\[\/?INST\]|<<\/?SYS>>|<END_OF_PLAN>/gi;

/** Text from outside on one line, without template marks: it cannot open a section of the prompt. */
export const oneLine = (text: string): string =>
  withoutMarks(text).replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');

/**
 * Text from outside as data: each line begins with `| `, so that none of them can end it, and template marks are
 * taken out.
 */
export const fenced = (text: string): string =>
  withoutMarks(text)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => `| ${line}`)
    .join('\n');

/** A blank in their place: nothing can be put together by taking something out. */
const withoutMarks = (text: string): string => text.replace(marks, ' ').replace(/#{3,}/g, '##');
