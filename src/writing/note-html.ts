import { escapeHtml, htmlLines, htmlText } from '../text/html.ts';
import type { NoteToWrite } from './writer.ts';

/**
 * The HTML of what a model wrote for a note, all of it escaped: several lines that begin with "- " are a list, unless
 * the note it is added to writes such lines itself. A title that is said again is left out.
 */
export function modelNoteHtml(written: string, { name, existing }: NoteToWrite): string {
  const lines = written.split('\n').map((line) => line.trim());
  if (lines[0]?.replace(/^#+ |[*:]/g, '').trim() === name.trim()) lines.shift();
  if (/^- /m.test(htmlText(existing))) return htmlLines(lines.join('\n').trim());
  const html: string[] = [];
  let items: string[] = [];
  for (const line of [...lines, undefined]) {
    const item = line === undefined ? undefined : /^[-*•] (.+)$/.exec(line)?.[1];
    if (item !== undefined) {
      items.push(item);
      continue;
    }
    if (items.length > 0) html.push(`<ul>${items.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>`);
    items = [];
    if (line !== undefined && line !== '') html.push(htmlLines(line));
  }
  return html.join('');
}
