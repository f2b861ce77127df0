import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDefaultWorld } from '../../src/mac/simulated/default-world.ts';
import { type GoldArgument, type GoldCall, type PlanRecord, recordSchema } from '../../src/plan/record.ts';
import { parseClock } from '../../src/request/clock.ts';
import { type Changes, message } from './helpers/changes.ts';
import { letter } from './helpers/letter.ts';
import { play } from './helpers/scenario.ts';

const records = readFileSync(new URL('sample.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => recordSchema.parse(JSON.parse(line)));

/** A right plan in the plan language; where several values are right the first, for free text its key words. */
const written = ({ plans: [plan = []] }: PlanRecord): string =>
  [...plan.map(formatted), 'join()'].map((call, index) => `${index + 1}. ${call}`).join('\n');
const formatted = ({ tool, args }: GoldCall): string => `${tool}(${args.map(value).join(', ')})`;
const value = (argument: GoldArgument): string => {
  if (Array.isArray(argument)) return `[${argument.map(value).join(', ')}]`;
  if (typeof argument === 'boolean') return argument ? 'True' : 'False';
  if (typeof argument !== 'object') return JSON.stringify(argument);
  return 'has' in argument ? JSON.stringify(argument.has.join(' ')) : value(argument.any[0] ?? '');
};

const draft = (to: readonly string[], subject: string, content: unknown, more: object = {}) => ({
  to,
  subject,
  content,
  ...more,
});
/** The email that is selected, answered or passed on: Mail quotes it. */
const answered = (more: object) => ({
  content: expect.stringContaining('\n> can we go through the budget on Thursday at 10?'),
  ...more,
});
const replied = (more: object = {}) =>
  answered({
    to: ['sid.raman@acme.example'],
    subject: 'Re: Budget review on Thursday',
    repliesTo: 101,
    ...more,
  });
const event = (summary: string, startDate: string, endDate: string, more: object = {}) => ({
  calendar: 'Home',
  summary,
  startDate,
  endDate,
  ...more,
});
const documents = '/Users/alex/Documents';
const maps = 'https://maps.apple.com/?';
const zoom = 'https://zoom.example/j/1';

/** What each sentence leaves on the Mac; those left out leave nothing. */
const changes: Readonly<Record<string, Changes>> = {
  's-001': message('+14155550103', '10 min late'),
  's-002': { events: [event('Haircut', '2026-02-13T17:00:00', '2026-02-13T17:30:00')] },
  's-003': {
    reminders: [
      { list: 'Reminders', name: 'Cat', dueDate: '2027-02-04T06:00:00', remindMeDate: '2027-02-04T06:00:00' },
    ],
  },
  's-004': { drafts: [draft(['sid.raman@acme.example'], 'Retro', letter('Sid', 'retro'))] },
  's-005': { opened: [`${documents}/Resume2026.docx`] },
  's-006': { notes: [{ folder: 'Notes', text: 'Movies\nThird Man Stalker Playtime' }] },
  's-007': {
    notes: [{ folder: 'Notes', text: 'Running log\nMon: 5 km, 27:10\nWed: 8 km, 45:02\nRan 5 km' }],
  },
  's-008': { opened: [`${maps}saddr=Boston&daddr=Salem&dirflg=r`] },
  's-009': { opened: [`${maps}q=Golden%20Gate%20Park`] },
  's-012': { opened: ['/Users/alex/Downloads/Attention.pdf'] },
  's-013': {
    events: [
      event('Roadmap review', '2027-03-05T15:00:00', '2027-03-05T16:00:00', {
        description: `${zoom}\n\nWith Lutfi Erdem (lutfi.erdem@acme.example)`,
      }),
    ],
    meetings: [
      {
        topic: 'roadmap review',
        start: '2027-03-05T15:00:00',
        minutes: 60,
        guests: ['lutfi.erdem@acme.example'],
      },
    ],
  },
  's-014': { drafts: [replied()], clipboard: letter('Sid', 'Monday') },
  's-015': {
    drafts: [
      answered({
        to: ['gerald.whitfield@whitfieldsons.example'],
        subject: 'Fwd: Budget review on Thursday',
        forwards: 101,
      }),
    ],
  },
  's-017': message(['+14155550108', '+14155550109'], 'new year'),
  's-018': {
    drafts: [
      draft(['joe.morgan@mail.example'], 'Photos', letter('Joe', 'Photos.zip'), {
        attachments: ['/Users/alex/Pictures/Photos.zip'],
      }),
    ],
    opened: ['/Users/alex/Pictures/Photos.zip'],
  },
  's-019': { opened: [`${maps}saddr=San%20Jose&daddr=Sacramento&dirflg=d`] },
  's-020': { reminders: [{ list: 'Reminders', name: 'Fireworks', alldayDueDate: '2026-07-04T00:00:00' }] },
  's-021': { reminders: [{ list: 'Chores', name: 'Vacuum' }] },
  's-022': {
    ...message('+14155550111', zoom),
    meetings: [{ topic: 'book club', start: '2026-11-13T20:00:00', minutes: 60 }],
  },
  's-023': {
    events: [
      event('Tennis match', '2027-06-13T11:00:00', '2027-06-13T13:00:00', {
        location: 'Riverside Courts',
        description: 'With Hugo Moreau (hugo.moreau@mail.example)',
      }),
    ],
  },
  's-028': {
    drafts: [
      draft(['rosalind.achebe@lowelllabs.example'], 'Notes-Apr27', letter('Rosalind', 'Notes-Apr27.docx'), {
        cc: ['edgar.novak@lowelllabs.example'],
        attachments: [`${documents}/Notes-Apr27.docx`],
      }),
    ],
    opened: [`${documents}/Notes-Apr27.docx`],
  },
  's-029': {
    drafts: [replied()],
    clipboard: letter('Sid', 'Nine in ten would recommend the studio'),
    opened: [`${documents}/Survey.pdf`],
  },
  's-030': {
    notes: [
      {
        folder: 'Notes',
        text: expect.stringMatching(/^Brief summary\n.*The site shows new titles each week/s),
      },
    ],
    opened: [`${documents}/Brief.pdf`],
  },
  's-031': {
    ...message('+14155550121', `${maps}q=Zilker%20Park`),
    opened: [`${maps}q=Zilker%20Park`, ...(message('+14155550121', `${maps}q=Zilker%20Park`).opened ?? [])],
  },
  's-032': {
    drafts: [
      draft(
        ['walter.brandt@brandtplumbing.example'],
        'Beatrix’s phone number',
        letter('Walter', '+1 (415) 555-0123'),
      ),
    ],
  },
  's-033': {
    drafts: [replied({ cc: ['simone.laurent@acme.example'], attachments: [`${documents}/Quote.pdf`] })],
    opened: [`${documents}/Quote.pdf`],
  },
  's-034': message('+14155550125', 'baby asleep'),
  's-035': { drafts: [draft(['support@acme.example'], 'Broken charger', letter('', 'broken charger'))] },
  's-036': message('+14155550126', 'Home address\nAlex Morgan\n48 Alder Street\nOakland, CA 94607'),
  's-037': {
    events: [
      event('Meeting with Jonah', '2026-09-22T16:30:00', '2026-09-22T17:00:00', {
        description: 'With Jonah Weiss (jonah.weiss@northwind.example)',
      }),
    ],
  },
  's-038': {
    drafts: [
      draft(['kurt.jansson@mail.example'], 'Parking', letter('Kurt', 'parking')),
      draft(['minh.tran@acme.example'], 'Printer', letter('Minh', 'printer')),
    ],
  },
  's-039': {
    notes: [
      {
        folder: 'Notes',
        text: 'Reading list\nhttps://longreads.example/deep-sea\nhttps://essays.example/walking\nhttps://tiny.example/essay',
      },
    ],
  },
  's-040': {
    drafts: [
      draft(
        ['charlotte.dubois@mail.example'],
        'Directions to Coit Tower',
        letter('Charlotte', `${maps}saddr=Ferry%20Building&daddr=Coit%20Tower&dirflg=w`),
      ),
    ],
    opened: [`${maps}saddr=Ferry%20Building&daddr=Coit%20Tower&dirflg=w`],
  },
};

/** What the answer says, where the answer is what was asked for. */
const answers: Readonly<Record<string, string>> = {
  's-005': `${documents}/Resume2026.docx`,
  's-010': '+1 (415) 555-0113',
  's-011': 'connor.byrne@northwind.example',
  's-012': 'Attention lets a model weigh every word of a sentence',
  's-016': 'Walk the Camino',
};

describe('each sentence of the sample ends where its plan leads', () => {
  test.each(records.map((record) => [record.id, record.query, record] as const))(
    '%s %s',
    async (id, says, record) => {
      const now = parseClock(record.now);
      await play({
        says,
        plan: written(record),
        now,
        on: createDefaultWorld(now),
        changes: changes[id] ?? {},
        ends: record.plans[0]?.length === 0 ? 'nothing-to-do' : 'done',
        tells: answers[id] ?? '',
      });
    },
  );
});
