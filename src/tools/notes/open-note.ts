import { z } from 'zod';
import { loadScript } from '../load-script.ts';
import { scriptRows } from '../script-rows.ts';
import { argument, defineTool, ToolError } from '../tool.ts';
import { findNote } from './find-note.ts';

const openScript = loadScript(import.meta.url, 'open-note', 'Notes', { repeatable: true });

export const openNote = defineTool({
  name: 'open_note',
  description: 'Opens a note and returns its text.',
  app: 'Notes',
  effect: 'reads',
  args: z.object({
    name: argument('note', z.string().trim().min(1, 'Say which note.').describe('title of the note')),
    folder: argument('folder', z.string().describe('its folder, or "" to look in every one')),
  }),
  run: async ({ name, folder }, context) => {
    const note = await findNote(name, folder, context);
    const [[state = '', text = ''] = []] = await scriptRows(openScript, [note.id], context);
    if (state === 'locked') {
      throw new ToolError(
        'failed',
        `The note “${note.name}” is locked. It is open in Notes: unlock it there.`,
      );
    }
    return text;
  },
});
