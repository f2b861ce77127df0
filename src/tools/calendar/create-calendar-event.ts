import { z } from 'zod';
import { sentenceCase } from '../../text/sentence-case.ts';
import { findRecipients, recipientsInWords } from '../contacts/find-recipients.ts';
import { inWords, isoText, readDateTime, scriptDate, timeInWords } from '../date-time.ts';
import { loadScript } from '../load-script.ts';
import { pickNamed } from '../pick-named.ts';
import { prove } from '../proof.ts';
import { scriptRows } from '../script-rows.ts';
import { takeAway } from '../take-away.ts';
import { argument, defineTool, ToolError } from '../tool.ts';

const namesScript = loadScript(import.meta.url, 'calendar-names', 'Calendar', { repeatable: true });
const deleteScript = loadScript(import.meta.url, 'delete-calendar-event', 'Calendar');
const createScript = loadScript(import.meta.url, 'create-calendar-event', 'Calendar');

export const createCalendarEvent = defineTool({
  name: 'create_calendar_event',
  description: 'Creates a calendar event.',
  app: 'Calendar',
  effect: 'creates',
  args: z.object({
    title: argument('title', z.string().trim().min(1, 'Say what it is.').describe('title of the event')),
    start_date: argument('date-time', z.string().min(1, 'Say when it is.').describe('YYYY-MM-DD HH:MM:SS')),
    end_date: argument('end', z.string().describe('YYYY-MM-DD HH:MM:SS; an hour later when not said')),
    location: argument('place', z.string().describe('place, or ""')),
    invitees: argument('email-person', z.array(z.string()).describe('email addresses')),
    notes: argument('text', z.string().describe('notes, or ""')),
    calendar: argument('calendar', z.string().describe('name of the calendar, or "" for the usual one')),
  }),
  run: async ({ title, start_date, end_date, location, invitees, notes, calendar }, context) => {
    const start = readDateTime(start_date, 'start');
    const end = readDateTime(end_date, 'end');
    if (end.date < start.date) throw new ToolError('bad-argument', 'The event would end before it starts.');
    const people = await findRecipients(invitees, 'email', context);
    const calendarName = calendar === '' ? '' : await existing(calendar);
    const name = sentenceCase(title);
    // no script can invite: who comes is written down
    const comes = people.length === 0 ? '' : `With ${recipientsInWords(people)}`;
    const written = [notes.trim(), comes].filter((part) => part !== '').join('\n\n');
    const until = start.allDay
      ? ''
      : ` to ${sameDay(start.date, end.date) ? timeInWords(end.date) : inWords(end)}`;
    const when = `${inWords(start)}${until}${location === '' ? '' : `, ${location}`}`;
    await context.consent(
      `Add “${name}” to ${calendarName === '' ? 'the calendar' : `the calendar “${calendarName}”`}: ${when}${people.length === 0 ? '' : `, with ${recipientsInWords(people)}`}?`,
    );
    const parameters = [
      name,
      scriptDate(start.date),
      scriptDate(end.date),
      start.allDay,
      location,
      written,
      calendarName,
      context.alertMinutes ?? -1,
    ];
    const [row = []] = await scriptRows(createScript, parameters, context);
    const [madeTitle = '', madeStart = '', madeEnd = '', madeAt = '', madeNotes = '', madeIn = '', uid = ''] =
      row;
    const label = `the event “${madeTitle}” in the calendar “${madeIn}”`;
    context.undoable({ label, data: { calendar: madeIn, uid, title: madeTitle } });
    const day = start.allDay ? 10 : undefined; // Calendar ends a whole day as it likes
    prove(`The event “${madeTitle}” in Calendar`, [
      { what: 'title', asked: name, found: madeTitle },
      { what: 'start', asked: isoText(start.date).slice(0, day), found: madeStart.slice(0, day) },
      ...(start.allDay ? [] : [{ what: 'end', asked: isoText(end.date), found: madeEnd }]),
      { what: 'place', asked: location, found: madeAt },
      { what: 'notes', asked: written, found: madeNotes },
    ]);
    const invited =
      people.length === 0
        ? ''
        : ` Calendar lets no script send invitations: ${recipientsInWords(people)} ${people.length === 1 ? 'is' : 'are'} in its notes, to be invited there.`;
    return `Added “${madeTitle}” to the calendar “${madeIn}”: ${when}.${invited}`;

    async function existing(said: string): Promise<string> {
      const names = (await scriptRows(namesScript, [], context)).map(([one = '']) => one);
      return pickNamed(said, names, { kind: 'calendar', app: 'Calendar' }, context);
    }
  },
  undo: ({ calendar = '', uid = '', title = '' }, context) =>
    takeAway(`The event “${title}”`, deleteScript, [calendar, uid], context),
});

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();
