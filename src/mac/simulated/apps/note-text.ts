import { htmlLines } from '../../../text/html.ts';

/** Notes keeps HTML: a `<div>` a line, the first line being the note's name. */

/** The body of a note with this name and text; the name is not said twice. */
export function noteHtml(name: string | undefined, text: string): string {
  const lines = text === '' ? [] : text.split(/\r\n|\r|\n/);
  if (name !== undefined && lines[0]?.trim() !== name) lines.unshift(name);
  return htmlLines(lines.join('\n'));
}

/** What `plaintext` gives. */
export function plainTextOf(html: string): string {
  const lines = html
    .replace(/[\r\n]+/g, '')
    .replace(/<br\s*\/?>\s*(?=<\/(?:div|p|h\d|li)>)/gi, '')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(?:div|p|h\d|li|tr)>/gi, '\n')
    .replace(/<[^>]*>/g, '');
  return unescapeHtml(lines).replace(/\n$/, '');
}

export const nameOf = (html: string): string =>
  plainTextOf(html)
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? 'New Note';

const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
