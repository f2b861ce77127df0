import { htmlLines, htmlText } from '../../../text/html.ts';

/** Notes keeps HTML: a `<div>` a line, the first line being the note's name. */

/** The body of a note with this name and text; the name is not said twice. */
export function noteHtml(name: string | undefined, text: string): string {
  const lines = text === '' ? [] : text.split(/\r\n|\r|\n/);
  if (name !== undefined && lines[0]?.trim() !== name) lines.unshift(name);
  return htmlLines(lines.join('\n'));
}

/** What `plaintext` gives. */
export const plainTextOf = htmlText;

export const nameOf = (html: string): string =>
  plainTextOf(html)
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? 'New Note';
