import { escapeHtml, htmlLines, htmlText } from '../text/html.ts';
import { sentenceCase } from '../text/sentence-case.ts';
import { listItems } from './list-items.ts';

/** A line of a list has at most so many words. */
const mostWords = 8;

/**
 * What is added to a note, in the note's own tone: below a list it becomes an item of it, with its mark or the next
 * number, and with a capital where the others have one; several things said in a row become an item each. Text of
 * several lines, and what is added to any other note, stays as it is. HTML, as is `existing`.
 */
export function inNotesTone(content: string, existing: string): string {
  if (/[\r\n]/.test(content.trim())) return htmlLines(content);
  const isBulleted = /<\/ul>\s*(?:<div>\s*<br\s*\/?>\s*<\/div>\s*)*$/i.test(existing);
  const [, ...lines] = htmlText(existing)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [before, last] = lines.slice(-2);
  const marked = last === undefined ? undefined : mark.exec(last);
  const isMarked = marked !== null && marked !== undefined && (before === undefined || mark.test(before));
  const isList = isBulleted || isMarked || (lines.length >= 2 && lines.every(isShort));
  if (!isList) return htmlLines(content);
  const bare = lines.map((line) => line.replace(mark, ''));
  const isCapital =
    bare.length >= 2 &&
    bare.every((line) => !/^\p{Ll}/u.test(line)) &&
    bare.some((line) => /^\p{Lu}/u.test(line));
  const items = (listItems(content) ?? [content.trim()]).map((item) =>
    isCapital && !/^\S*[/@.]\S/.test(item) ? sentenceCase(item) : item,
  );
  if (isBulleted) return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
  if (!isMarked || mark.test(content)) return htmlLines(items.join('\n'));
  const { bullet, number, behind = '' } = marked.groups ?? {};
  return htmlLines(
    items
      .map(
        (item, index) => `${number === undefined ? bullet : `${Number(number) + index + 1}${behind}`}${item}`,
      )
      .join('\n'),
  );
}

/** What a line of a list begins with. */
const mark =
  /^(?:(?<bullet>(?:[-*•–▪◦☐] ?\[ ?\]|[-*•–▪◦☐]|\[ ?\])\s+)|(?<number>\d{1,3})(?<behind>[.)]\s+))(?=\S)/u;

const isShort = (line: string): boolean => !/[.!?]$/.test(line) && line.split(/\s+/).length <= mostWords;
