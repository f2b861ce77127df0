/** Text as HTML shows it as it is. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Lines as Notes keeps them: a `<div>` each, an empty one with a break in it. "" for no text. */
export const htmlLines = (text: string): string =>
  text === ''
    ? ''
    : text
        .split(/\r\n|\r|\n/)
        .map((line) => `<div>${line === '' ? '<br>' : escapeHtml(line)}</div>`)
        .join('');

/** The text of a note's HTML, a line for each block. */
export function htmlText(html: string): string {
  const lines = html
    .replace(/[\r\n]+/g, '')
    .replace(/<br\s*\/?>\s*(?=<\/(?:div|p|h\d|li)>)/gi, '')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(?:div|p|h\d|li|tr)>/gi, '\n')
    .replace(/<[^>]*>/g, '');
  return unescapeHtml(lines).replace(/\n$/, '');
}

const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
