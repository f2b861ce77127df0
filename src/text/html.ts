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
