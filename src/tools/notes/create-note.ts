import { z } from 'zod';
import { htmlText } from '../../text/html.ts';
import { loadScript } from '../load-script.ts';
import { prove } from '../proof.ts';
import { scriptRows } from '../script-rows.ts';
import { takeAway } from '../take-away.ts';
import { argument, defineTool } from '../tool.ts';
import { existingFolder } from './find-note.ts';

const deleteScript = loadScript(import.meta.url, 'delete-note', 'Notes');
const createScript = loadScript(import.meta.url, 'create-note', 'Notes');

export const createNote = defineTool({
  name: 'create_note',
  description: 'Creates a note.',
  app: 'Notes',
  effect: 'creates',
  args: z.object({
    name: argument(
      'title',
      z.string().trim().min(1, 'Say what the note is called.').describe('title of the note'),
    ),
    content: argument('text', z.string().describe('text of the note')),
    folder: argument('folder', z.string().describe('its folder, or "" for the usual one')),
  }),
  run: async ({ name, content, folder }, context) => {
    const folderName = folder === '' ? '' : await existingFolder(folder, context);
    const html = await context.writer.noteBody({ name, content, existing: '' }, context);
    const says = html === '' ? '' : `: “${htmlText(html)}”`;
    await context.consent(
      `Create the note “${name}”${folderName === '' ? '' : ` in “${folderName}”`}${says}?`,
    );
    const [row = []] = await scriptRows(createScript, [name, html, folderName], context);
    const [madeName = '', madeText = '', madeIn = '', id = ''] = row;
    context.undoable({ label: `the note “${madeName}” in “${madeIn}”`, data: { id, name: madeName } });
    prove(`The note “${madeName}” in Notes`, [
      { what: 'name', asked: name, found: madeName },
      { what: 'text', asked: htmlText(html), found: madeText, within: true },
    ]);
    return `Created the note “${madeName}” in “${madeIn}”.`;
  },
  undo: ({ id = '', name = '' }, context) => takeAway(`The note “${name}”`, deleteScript, [id], context),
});
