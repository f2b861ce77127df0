import { basename, dirname } from 'node:path/posix';
import type { FoundFile } from '../../mac/mac.ts';
import { fold, wordsOf } from '../../text/fold.ts';
import { bestRanked } from '../best-ranked.ts';
import { didYouMean, nearMisses } from '../near-misses.ts';
import { isNotEmpty, pickOne } from '../pick-one.ts';
import { type Choice, type ToolContext, ToolError } from '../tool.ts';

/** More files than this are not looked at. */
const mostFiles = 40;

/** What people call kinds of files, and their extensions. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  pdf: ['pdf'],
  spreadsheet: ['xlsx', 'xls', 'numbers', 'csv'],
  excel: ['xlsx', 'xls'],
  sheet: ['xlsx', 'xls', 'numbers', 'csv'],
  csv: ['csv'],
  presentation: ['key', 'pptx', 'ppt', 'pdf'],
  slides: ['key', 'pptx', 'ppt', 'pdf'],
  slideshow: ['key', 'pptx', 'ppt'],
  deck: ['key', 'pptx', 'ppt', 'pdf'],
  powerpoint: ['pptx', 'ppt'],
  keynote: ['key'],
  word: ['docx', 'doc'],
  document: ['docx', 'doc', 'pages', 'pdf', 'txt', 'md', 'rtf'],
  doc: ['docx', 'doc', 'pages', 'pdf', 'txt', 'md', 'rtf'],
  photo: ['jpg', 'jpeg', 'png', 'heic'],
  picture: ['jpg', 'jpeg', 'png', 'heic'],
  image: ['jpg', 'jpeg', 'png', 'heic', 'gif'],
  screenshot: ['png', 'jpg'],
  video: ['mov', 'mp4', 'm4v'],
};

const untelling = new Set([
  'the',
  'my',
  'our',
  'a',
  'an',
  'this',
  'that',
  'file',
  'files',
  'called',
  'named',
  'of',
  'from',
  'for',
]);

/**
 * The path of the file that was meant: an absolute path as it is, else the file whose name has the words, the kind
 * of file said aside; asks when several fit as well. `only`: extensions it must have.
 * Throws ToolError('not-found').
 */
export async function findFile(
  said: string,
  context: Pick<ToolContext, 'mac' | 'signal' | 'choose' | 'canAsk' | 'request'>,
  { only }: { readonly only?: readonly string[] } = {},
): Promise<string> {
  if (said.startsWith('/')) return said;
  const words = wordsOf(`${said} ${kindBehind(said, context.request.query)}`).filter(
    (word) => !untelling.has(word),
  );
  for (const { telling, extensions } of readings(words, only)) {
    const files = await look(telling, extensions, context);
    const best = bestRanked(files, ({ path }) => rank(path, said, telling))?.items ?? [];
    if (isNotEmpty(best)) return (await pickOne(best, question(said), context)).path;
  }
  return offerNear(said, words, context);
}

/** Files whose names are a slip away are offered. Throws ToolError('not-found'). */
async function offerNear(
  said: string,
  words: readonly string[],
  context: Pick<ToolContext, 'mac' | 'signal' | 'choose' | 'canAsk'>,
): Promise<string> {
  const beginnings = [...new Set(words.filter((word) => word.length >= 4).map((word) => word.slice(0, 3)))];
  const found = await Promise.all(beginnings.map((beginning) => look([beginning], [], context)));
  const files = found
    .flat()
    .filter((file, index, all) => all.findIndex(({ path }) => path === file.path) === index);
  const near = nearMisses(
    words.join(' '),
    files.map(({ path }) => stemOf(path)),
  );
  const offered = files.filter(({ path }) => near.includes(stemOf(path))).slice(0, 8);
  const none = `There is no file “${said}” that Spotlight knows.`;
  if (offered.length === 0 || !context.canAsk) {
    throw new ToolError('not-found', `${none}${didYouMean(offered.map(({ path }) => basename(path)))}`);
  }
  const chosen = await context.choose({
    text: `${none} Is it one of these?`,
    choices: [...offered.map(choiceOf), { label: 'None of them', detail: '' }],
  });
  const file = offered[chosen];
  if (file === undefined) throw new ToolError('not-found', none);
  return file.path;
}

/** The kind of file that the request names right behind the file: the "PDF" of "the budget PDF". "" without one. */
function kindBehind(said: string, query: string): string {
  const at = query.toLowerCase().indexOf(said.toLowerCase());
  const next = at < 0 ? '' : (wordsOf(query.slice(at + said.length))[0] ?? '');
  return kinds[singular(next)] === undefined ? '' : next;
}

/** "budget pdf" is a file named so, else a PDF called budget; then also one of another kind. */
function readings(words: readonly string[], only: readonly string[] | undefined) {
  const kindWords = words.filter((word) => kinds[singular(word)] !== undefined);
  const others = words.filter((word) => !kindWords.includes(word));
  const extensions = kindWords.flatMap((word) => kinds[singular(word)] ?? []);
  const readings = [
    { telling: words, extensions: only ?? [] },
    { telling: others, extensions: only ?? extensions },
    { telling: others, extensions: only ?? [] },
  ];
  return readings.filter(({ telling }) => telling.length > 0);
}

const singular = (word: string): string => (kinds[word] === undefined ? word.replace(/s$/, '') : word);

async function look(
  words: readonly string[],
  extensions: readonly string[],
  { mac, signal }: Pick<ToolContext, 'mac' | 'signal'>,
): Promise<readonly FoundFile[]> {
  const files = await mac.findFiles(words.join(' '), { limit: mostFiles, signal });
  return files.filter(({ path }) => extensions.length === 0 || extensions.includes(extensionOf(path)));
}

const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

const stemOf = (path: string): string => basename(path).replace(/\.[^.]+$/, '');

/** The very name, the name without its extension, the words alone, a name that begins with them, the words among others. */
function rank(path: string, said: string, words: readonly string[]): number {
  const name = basename(path);
  const stem = stemOf(path);
  if (fold(name) === fold(said)) return 0;
  if (fold(stem) === fold(said)) return 1;
  const own = wordsOf(stem).join(' ');
  if (own === words.join(' ')) return 2;
  return `${own} `.startsWith(`${words.join(' ')} `) ? 3 : 4;
}

const choiceOf = ({ path, modified }: FoundFile): Choice => ({
  label: basename(path),
  detail: `in ${dirname(path)}, changed ${modified.toLocaleDateString('en-US', { day: 'numeric', month: 'long', year: 'numeric' })}`,
});

const question = (said: string) => ({ text: `Which file “${said}” do you mean?`, choice: choiceOf });
