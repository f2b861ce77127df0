/** What a fenced line begins with. */
export const fenceMark = '|';

/**
 * Text of others, as a model is shown it: each line behind a mark of ours, so that nothing in it can end the fence or
 * open a part of the prompt. What models know as marks of their own (`<|…|>`, `</s>`, `[INST]`, `###`) is defused, and
 * every kind of line end is one.
 */
export const fenced = (text: string): string =>
  defused(text)
    .trimEnd()
    .split('\n')
    .map((line) => `${fenceMark} ${line}`.trimEnd())
    .join('\n');

/** The same for a word or a line among ours. */
export const oneLine = (text: string): string => defused(text).replace(/\s+/g, ' ').trim();

const defused = (text: string): string =>
  text
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/\[(\/?[A-Z_]{2,})\]/g, '($1)')
    .replace(/#{2,}/g, '#')
    .toWellFormed();

/** Angle brackets of what a model wrote, as its sources had them. */
export const unfenced = (written: string, source: string): string =>
  /[‹›]/.test(source) ? written : written.replaceAll('‹', '<').replaceAll('›', '>');
