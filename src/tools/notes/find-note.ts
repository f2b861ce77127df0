import { fold, wordsOf } from '../../text/fold.ts';
import { bestRanked } from '../best-ranked.ts';
import { loadScript } from '../load-script.ts';
import { didYouMean, nearMisses } from '../near-misses.ts';
import { pickNamed } from '../pick-named.ts';
import { isNotEmpty, pickOne } from '../pick-one.ts';
import { scriptRows } from '../script-rows.ts';
import { type ToolContext, ToolError } from '../tool.ts';

const findScript = loadScript(import.meta.url, 'find-notes', 'Notes');
const foldersScript = loadScript(import.meta.url, 'folder-names', 'Notes');

export interface FoundNote {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  /** ISO, local. */
  readonly changed: string;
}

/**
 * The note that was meant by what was said. Asks when several fit as well.
 * Throws ToolError('not-found') that names what comes near.
 */
export async function findNote(said: string, folder: string, context: ToolContext): Promise<FoundNote> {
  const folderName = folder === '' ? '' : await existingFolder(folder, context);
  const wanted = meant(said);
  const narrow = await look(wanted.join(' '), folderName, context);
  const all = narrow.length > 0 ? narrow : await look('', folderName, context);
  const found = bestRanked(all, ({ name }) => {
    if (fold(name) === fold(said)) return 0;
    const own = wordsOf(name);
    if (own.join(' ') === wanted.join(' ')) return 1;
    if (wanted.length > 0 && wanted.every((word) => own.includes(word))) return 2;
    return wanted.length > 0 && wanted.every((word) => own.some((other) => sameStem(word, other)))
      ? 3
      : undefined;
  });
  const notes = found?.items ?? [];
  if (!isNotEmpty(notes)) {
    const where = folderName === '' ? 'Notes' : `the folder “${folderName}”`;
    throw new ToolError(
      'not-found',
      `There is no note “${said}” in ${where}.${didYouMean(
        nearMisses(
          said,
          all.map(({ name }) => name),
        ),
      )}`,
    );
  }
  return pickOne(
    notes,
    {
      text: `Which note “${said}” do you mean?`,
      choice: (note) => ({
        label: note.name,
        detail: `${note.folder}, changed ${note.changed.slice(0, 10)}`,
      }),
    },
    context,
  );
}

/** The folder that was meant, by its own name. */
export async function existingFolder(said: string, context: ToolContext): Promise<string> {
  const names = (await scriptRows(foldersScript, [], context)).map(([name = '']) => name);
  return pickNamed(said, names, { kind: 'folder', app: 'Notes' });
}

/** "my packing list note" -> packing, list. */
const meant = (said: string): string[] => {
  const words = wordsOf(said);
  const telling = words.filter(
    (word) => !['my', 'the', 'our', 'note', 'notes', 'called', 'named', 'about'].includes(word),
  );
  return telling.length > 0 ? telling : words;
};

/** "grocery" and "groceries", "recipe" and "recipes". */
const sameStem = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return (
    short.length >= 4 && long.startsWith(short.replace(/(?:y|es|s)$/, '')) && long.length - short.length <= 3
  );
};

async function look(text: string, folder: string, context: ToolContext): Promise<FoundNote[]> {
  const rows = await scriptRows(findScript, [text, folder], context);
  return rows
    .map(([id = '', name = '', itsFolder = '', changed = '']) => ({ id, name, folder: itsFolder, changed }))
    .filter((note) => note.folder !== 'Recently Deleted');
}
