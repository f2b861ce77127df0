import { z } from 'zod';
import { htmlText } from '../../text/html.ts';
import { loadScript } from '../load-script.ts';
import { prove } from '../proof.ts';
import { argument, defineTool, type ToolContext, ToolError } from '../tool.ts';
import { type FoundNote, findNote } from './find-note.ts';

const htmlScript = loadScript(import.meta.url, 'note-html', 'Notes');
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
    const note = await findNote(name, folder, context);
    // another call of this request may add to the same note
    return context.inTurn(`note ${note.id}`, () => append(note, content, context));
  },
  undo: async ({ id = '', name = '', before = '', after = '' }, { mac, signal }) => {
    const end = await mac.runScript(restoreScript, [id, after, before], { signal });
    if (end === 'changed')
      throw new ToolError('failed', `The note “${name}” was changed since, so it is left as it is.`);
    if (end === 'gone') throw new ToolError('not-found', `The note “${name}” is not there any more.`);
    return `The note “${name}” has its text back.`;
  },
});

async function append(note: FoundNote, content: string, context: ToolContext): Promise<string> {
  const { mac, writer, signal } = context;
  const before = await mac.runScript(htmlScript, [note.id], { signal });
  const html = await writer.noteBody({ name: note.name, content, existing: before }, context);
  const added = htmlText(html);
  await context.consent(`Add to the note “${note.name}”: “${added}”?`);
  const end = await mac.runScript(appendScript, [note.id, before, html], { signal });
  if (end === 'changed') {
    throw new ToolError('failed', `The note “${note.name}” was changed meanwhile. Ask again.`);
  }
  if (end === 'locked') {
    throw new ToolError('failed', `The note “${note.name}” is locked: unlock it in Notes, then ask again.`);
  }
  if (end === 'attachments') {
    const copied = await context.copy(added, { need: 'must', signal });
    const where = copied ? 'the text is on the clipboard: paste it with ⌘V.' : `this is the text: ${added}`;
    return `“${note.name}” holds attachments that a script could lose, so it is open in Notes and ${where}`;
  }
  const after = await mac.runScript(htmlScript, [note.id], { signal });
  context.undoable({
    label: `what was added to the note “${note.name}”`,
    data: { id: note.id, name: note.name, before, after },
  });
  prove(`The note “${note.name}” in Notes`, [
    { what: 'text', asked: added, found: htmlText(after), within: true },
  ]);
  return `Added to the note “${note.name}”.`;
}
