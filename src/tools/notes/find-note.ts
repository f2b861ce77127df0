import { loadScript } from '../load-script.ts';
import { tellingWords } from '../match.ts';
import { pickFitting } from '../pick-fitting.ts';
import { pickNamed } from '../pick-named.ts';
import { scriptRows } from '../script-rows.ts';
import type { ToolContext } from '../tool.ts';

const findScript = loadScript(import.meta.url, 'find-notes', 'Notes', { repeatable: true });
const foldersScript = loadScript(import.meta.url, 'folder-names', 'Notes', { repeatable: true });

export interface FoundNote {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  /** ISO, local. */
  readonly changed: string;
}

/** Words of a request that do not tell which note is meant. */
const untelling = ['note', 'notes', 'about'];

/** The note that was meant by what was said; the newest first where the user has to choose. Throws as `pickFitting`. */
export async function findNote(said: string, folder: string, context: ToolContext): Promise<FoundNote> {
  const folderName = folder === '' ? '' : await existingFolder(folder, context);
  const narrow = await look(tellingWords(said, untelling).join(' '), folderName, context);
  const all = narrow.length > 0 ? narrow : await look('', folderName, context);
  return pickFitting(
    all.toSorted((a, b) => b.changed.localeCompare(a.changed)),
    said,
    {
      kind: 'note',
      where: folderName === '' ? 'in Notes' : `in the folder “${folderName}”`,
      untelling,
      nameOf: ({ name }) => name,
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
  return pickNamed(said, names, { kind: 'folder', app: 'Notes' }, context);
}

async function look(text: string, folder: string, context: ToolContext): Promise<FoundNote[]> {
  const rows = await scriptRows(findScript, [text, folder], context);
  return rows
    .map(([id = '', name = '', itsFolder = '', changed = '']) => ({ id, name, folder: itsFolder, changed }))
    .filter((note) => note.folder !== 'Recently Deleted');
}
