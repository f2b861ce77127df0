/** A sentence of a page, blanks and line ends within it made one blank each. */
export interface Sentence {
  readonly words: string;
  /** 1 for the first page. */
  readonly page: number;
  /** It begins a paragraph. */
  readonly opens: boolean;
}

/**
 * The sentences of a document's pages, in order. Lines that stand at the edge of most pages (running heads, page
 * numbers) are left out; headings and items of lists stand for themselves.
 */
export function sentencesOf(
  pages: readonly { readonly text: string; readonly number: number }[],
): Sentence[] {
  const running = runningLines(pages.map(({ text }) => text));
  return pages.flatMap(({ text, number }) =>
    paragraphs(linesOf(text), running).flatMap((paragraph) =>
      split(paragraph).map((words, at) => ({ words, page: number, opens: at === 0 })),
    ),
  );
}

/** Whether a sentence has its beginning and its end, as one that is cut by the end of a page has not. */
export const isWhole = (words: string): boolean =>
  /^[\p{Lu}\p{Lt}\p{Lo}\p{N}"“«„‘¿¡([]/u.test(words) && /[.!?…。！？।؟]["”»’)\]]*$/u.test(words);

const linesOf = (page: string): string[] => page.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.trim());

/** How many lines at either edge of a page may be running ones. */
const edge = 2;

const atEdges = (lines: readonly string[]): string[] => {
  const told = lines.filter((line) => line !== '');
  return [...told.slice(0, edge), ...told.slice(-edge)].filter(({ length }) => length <= longestRunning);
};

/** Longer lines are text. In characters. */
const longestRunning = 80;

const withoutNumbers = (line: string): string => line.replace(/\p{N}+/gu, '#');

/** Lines at the edges of three pages and of a third of all, numbers aside. */
function runningLines(pages: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const line of new Set(atEdges(linesOf(page)).map(withoutNumbers)))
      counts.set(line, (counts.get(line) ?? 0) + 1);
  const least = Math.max(3, pages.length / 3);
  return new Set([...counts].filter(([, count]) => count >= least).map(([line]) => line));
}

/** Only from the edge inwards: the same line within the text is text. */
function withoutRunning(lines: readonly string[], running: ReadonlySet<string>): readonly string[] {
  let [at, taken] = [0, 0];
  for (; taken < edge && at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    if (!running.has(withoutNumbers(line))) break;
    taken++;
  }
  return lines.slice(at);
}

function paragraphs(lines: readonly string[], running: ReadonlySet<string>): string[] {
  const inner = withoutRunning(withoutRunning(lines, running).toReversed(), running).toReversed();
  // a page of nothing else, such as a ticket, is told by it
  const kept = inner.some((line) => line !== '') ? inner : lines;
  const full = Math.max(0, ...kept.map(({ length }) => length)) * 0.7;
  const found: string[] = [];
  let open = '';
  kept.forEach((line, index) => {
    const before = kept[index - 1] ?? '';
    if (line === '' || (open !== '' && isBreak(before, line, full))) {
      found.push(open);
      open = line;
    } else if (/\p{L}-$/u.test(open) && /^\p{Ll}/u.test(line)) {
      open = open.slice(0, -1) + line;
    } else {
      open = open === '' ? line : `${open} ${line}`;
    }
  });
  return [...found, open].map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
}

/** A heading or an item ends before the end of its line, or the next line begins with the mark of an item. */
const isBreak = (before: string, line: string, full: number): boolean =>
  /^(?:[•◦▪●■–—*-]\s|\(?\p{N}{1,2}[.)]\s|\(?[a-z][.)]\s)/u.test(line) ||
  (before.length < full && !/[,;:-]$/.test(before) && /^[\p{Lu}\p{N}"“]/u.test(line));

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

function split(paragraph: string): string[] {
  const found: string[] = [];
  for (const { segment } of segmenter.segment(paragraph)) {
    const last = found.at(-1);
    if (last !== undefined && isAbbreviated(last, segment)) found[found.length - 1] = last + segment;
    else found.push(segment);
  }
  return found.map((words) => words.trim()).filter((words) => words !== '');
}

/** The full stop belongs to an abbreviation, so the sentence goes on. */
function isAbbreviated(words: string, next: string): boolean {
  const end = /(?:^|[\s("“])(?<word>[\p{L}.]+)\.\s*$/u.exec(words)?.groups?.word;
  if (end === undefined) return false;
  if (/^(?:dr|mr|mrs|ms|prof|rev|gen|hon|vs|cf|eg|ie|e\.g|i\.e|approx|ca|figs?|eqs?|al|viz)$/i.test(end))
    return true;
  if (/^(?:nos?|pp?|vol|chap|ch|sec|art|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/i.test(end))
    return /^\p{N}/u.test(next);
  return /^\p{Lu}$/u.test(end) || /^\p{Ll}/u.test(next);
}
