import { z } from 'zod';
import { htmlLines } from '../../text/html.ts';
import { loadScript } from '../load-script.ts';
import { prove } from '../proof.ts';
import { scriptRows } from '../script-rows.ts';
import { argument, defineTool, ToolError } from '../tool.ts';
import { findNote } from './find-note.ts';

const restoreScript = loadScript(import.meta.url, 'restore-note', 'Notes');
const appendScript = loadScript(import.meta.url, 'append-note-content', 'Notes');

export const appendNoteContent = defineTool({
  name: 'append_note_content',
  description: 'Adds text to the end of a note.',
  app: 'Notes',
  effect: 'creates',
  args: z.object({
    name: argument('note', z.string().trim().min(1, 'Say which note.').describe('title of the note')),
    content: argument('text', z.string().min(1, 'Say what to add.').describe('text to add')),
    folder: argument('folder', z.string().describe('its folder, or "" to look in every one')),
  }),
  run: async ({ name, content, folder }, context) => {
    const { mac, signal } = context;
    const note = await findNote(name, folder, context);
    await context.consent(`Add to the note “${note.name}”: “${content}”?`);
    const [row = []] = await scriptRows(appendScript, [note.id, htmlLines(content)], context);
    const [end = '', before = '', after = '', nowText = ''] = row;
    if (end === 'locked') {
      throw new ToolError('failed', `The note “${note.name}” is locked: unlock it in Notes, then ask again.`);
    }
    if (end === 'attachments') {
      await mac.copy(content, { signal });
      return `“${note.name}” holds attachments that a script could lose, so it is open in Notes and the text is on the clipboard: paste it with ⌘V.`;
    }
    context.undoable({
      label: `what was added to the note “${note.name}”`,
      data: { id: note.id, name: note.name, before, after },
    });
    prove(`The note “${note.name}” in Notes`, [
      { what: 'text', asked: content, found: nowText, within: true },
    ]);
    return `Added to the note “${note.name}”.`;
  },
  undo: async ({ id = '', name = '', before = '', after = '' }, { mac, signal }) => {
    const end = await mac.runScript(restoreScript, [id, after, before], { signal });
    if (end === 'changed')
      throw new ToolError('failed', `The note “${name}” was changed since, so it is left as it is.`);
    if (end === 'gone') throw new ToolError('not-found', `The note “${name}” is not there any more.`);
    return `The note “${name}” has its text back.`;
  },
});
