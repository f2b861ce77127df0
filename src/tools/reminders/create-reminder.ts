import { z } from 'zod';
import { sentenceCase } from '../../text/sentence-case.ts';
import { inWords, isoText, readDateTime, scriptDate } from '../date-time.ts';
import { loadScript } from '../load-script.ts';
import { pickNamed } from '../pick-named.ts';
import { prove } from '../proof.ts';
import { scriptRows } from '../script-rows.ts';
import { takeAway } from '../take-away.ts';
import { argument, defineTool } from '../tool.ts';

const namesScript = loadScript(import.meta.url, 'list-names', 'Reminders', { repeatable: true });
const deleteScript = loadScript(import.meta.url, 'delete-reminder', 'Reminders');
const createScript = loadScript(import.meta.url, 'create-reminder', 'Reminders');

export const createReminder = defineTool({
  name: 'create_reminder',
  description: 'Creates a reminder.',
  app: 'Reminders',
  effect: 'creates',
  args: z.object({
    name: argument(
      'title',
      z.string().trim().min(1, 'Say what to remind you of.').describe('what to be reminded of'),
    ),
    due_date: argument('due', z.string().describe('YYYY-MM-DD HH:MM:SS, YYYY-MM-DD for a whole day, or ""')),
    notes: argument('text', z.string().describe('notes, or ""')),
    list_name: argument('list', z.string().describe('name of the list, or "" for the usual one')),
    priority: argument(
      'priority',
      z.number().int().min(0).max(9).describe('0 none, 1 high, 5 medium, 9 low'),
    ),
    all_day: argument('flag', z.boolean().describe('True for a day without a time')),
  }),
  run: async ({ name, due_date, notes, list_name, priority, all_day }, context) => {
    const due = due_date.trim() === '' ? undefined : readDateTime(due_date, 'due date');
    const wholeDay = due !== undefined && (due.allDay || all_day);
    const list = list_name === '' ? '' : await existing(list_name);
    const kind = due === undefined ? 'none' : wholeDay ? 'day' : 'time';
    const title = sentenceCase(name);
    const when = due === undefined ? '' : `, due ${inWords({ date: due.date, allDay: wholeDay })}`;
    await context.consent(
      `Add the reminder “${title}” to ${list === '' ? 'your reminders' : `“${list}”`}${when}?`,
    );
    const dueDate = due?.date ?? context.request.now;
    const parameters = [title, notes, list, priority, kind, scriptDate(dueDate)];
    const [row = []] = await scriptRows(createScript, parameters, context);
    const [madeName = '', madeNotes = '', madeDue = '', madePriority = '', madeIn = '', id = ''] = row;
    context.undoable({
      label: `the reminder “${madeName}” in “${madeIn}”`,
      data: { list: madeIn, id, name: madeName },
    });
    const length = kind === 'day' ? 10 : undefined;
    prove(`The reminder “${madeName}” in Reminders`, [
      { what: 'name', asked: title, found: madeName },
      { what: 'notes', asked: notes, found: madeNotes },
      { what: 'priority', asked: String(priority), found: madePriority },
      ...(due === undefined
        ? []
        : [
            {
              what: 'due date',
              asked: isoText(due.date).slice(0, length),
              found: madeDue.slice(0, length),
            },
          ]),
    ]);
    return `Added the reminder “${madeName}” to “${madeIn}”${when}.`;

    async function existing(said: string): Promise<string> {
      const names = (await scriptRows(namesScript, [], context)).map(([one = '']) => one);
      return pickNamed(said, names, { kind: 'list', app: 'Reminders' }, context);
    }
  },
  undo: ({ list = '', id = '', name = '' }, context) =>
    takeAway(`The reminder “${name}”`, deleteScript, [list, id], context),
});
