import { z } from 'zod';
import { loadScript } from '../load-script.ts';
import { scriptRows } from '../script-rows.ts';
import { argument, defineTool } from '../tool.ts';
import { existingFolder } from './find-note.ts';

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
    await context.consent(`Create the note “${name}”${folderName === '' ? '' : ` in “${folderName}”`}?`);
    const html = await context.writer.noteBody({ name, content, existing: '' }, context);
    const [row = []] = await scriptRows(createScript, [name, html, folderName], context);
    const [madeName = name, madeIn = folderName] = row;
    return `Created the note “${madeName}” in “${madeIn}”.`;
  },
});
