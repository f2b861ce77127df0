import { describe, test } from 'vitest';
import type { Fault } from '../../src/mac/simulated/world.ts';
import { message } from './helpers/changes.ts';
import { letter } from './helpers/letter.ts';
import type { Scenario } from './helpers/scenario.ts';
import { scenarioTests } from './helpers/scenario-tests.ts';

const { rows, play } = scenarioTests();

/** What needs each app, and how it is said. */
const needing: readonly (readonly [
  Fault['app'],
  Pick<Scenario, 'says' | 'settings' | 'answers' | 'asks'>,
])[] = [
  ['Contacts', { says: 'Text Ana I am late' }],
  ['Mail', { says: 'Email nina@lab.example that I am late' }],
  ['Mail', { says: 'Respond to the selected email that Monday is fine' }],
  ['Notes', { says: 'Make a note titled Packing that says tent and stove' }],
  ['Notes', { says: 'Add Skis to my Trip note' }],
  ['Calendar', { says: 'Create an event Dentist on Monday at 3pm' }],
  ['Reminders', { says: 'Remind me to buy milk' }],
  [
    'Messages',
    {
      says: 'Text +1 555 0199 I am late',
      settings: { messages: 'send' },
      answers: [0],
      asks: ['Send a message to +1 555 0199: “I am late”? Yes | No'],
    },
  ],
];

/** How an app can fail as a whole, and what the user is told of it. */
const failures = [
  ['not-permitted', (app: string) => `TinyAgent may not control ${app}.`],
  ['not-running', (app: string) => `${app} did not start.`],
  ['timed-out', () => 'What was asked may still happen, so look there before you ask again.'],
  ['refused', (app: string) => `${app} refused.`],
  ['not-asked', (app: string) => `macOS has yet to ask you whether TinyAgent may control ${app}.`],
  ['missing', (app: string) => `${app} is not on this Mac.`],
  ['does-not-start', (app: string) => `${app} did not start.`],
  ['quits', (app: string) => `${app} quit while it was at work.`],
  ['locked', () => 'The screen is locked'],
  ['not-saved', (app: string) => `${app} would not save it`],
  ['not-found', (app: string) => `${app} does not have what was asked for.`],
  ['cancelled', (app: string) => `It was cancelled in ${app}.`],
] as const;

describe.each(failures)('%s: nothing is done, and what to do is told', (kind, told) => {
  test.each(needing.map(([app, request]) => [app, request.says, request] as const))(
    '%s: %s',
    (app, _, request) =>
      play({ ...request, on: { faults: [{ app, kind }] }, changes: {}, ends: 'failed', tells: told(app) }),
  );
});

test('an error AppleScript has no name for is owned to be a fault of TinyAgent', () =>
  play({
    says: 'Remind me to buy milk',
    on: { faults: [{ app: 'Reminders', kind: 'error', number: -1708 }] },
    changes: {},
    ends: 'failed',
    tells: 'The script for Reminders failed (-1708). This is a fault of TinyAgent, not yours.',
  }));

describe('an app that fails once is not asked again unasked', () => {
  rows({
    'it timed out: the reminder may be there already': {
      says: 'Remind me to buy milk',
      on: { faults: [{ app: 'Reminders', kind: 'timed-out', times: 1 }] },
      changes: {},
      ends: 'failed',
    },
    'it refused': {
      says: 'Make a note titled Packing that says tent and stove',
      on: { faults: [{ app: 'Notes', kind: 'refused', times: 1 }] },
      changes: {},
      ends: 'failed',
    },
  });
});

describe('an app that is slow is waited for', () => {
  rows({
    Contacts: {
      says: 'Text Ana I am late',
      on: { faults: [{ app: 'Contacts', kind: 'slow', ms: 30, times: 3 }] },
      changes: message('+15550101', 'I am late'),
    },
  });
});

describe('what fails leaves what does not need it', () => {
  rows({
    'no contacts, but the reminder': {
      says: 'Remind me to call Ben tomorrow at 9am and text Ana I am late',
      on: { faults: [{ app: 'Contacts', kind: 'not-permitted' }] },
      changes: {
        reminders: [
          {
            list: 'Reminders',
            name: 'Call Ben',
            dueDate: '2026-11-21T09:00:00',
            remindMeDate: '2026-11-21T09:00:00',
          },
        ],
      },
      ends: 'failed',
      tells: 'So this was not done: the text message.',
      undoes: ['The reminder “Call Ben” is deleted.'],
    },
    'no event, but its Zoom meeting, which is told and can be taken back': {
      says: 'Create a Zoom meeting called Sync tomorrow at 3pm',
      on: { faults: [{ app: 'Calendar', kind: 'refused' }] },
      changes: { meetings: [{ topic: 'Sync', start: '2026-11-21T15:00:00', minutes: 60 }] },
      ends: 'failed',
      tells: 'Zoom meeting “Sync”: https://zoom.example/j/1\nCalendar refused.',
      undoes: ['The Zoom meeting “Sync” is cancelled.'],
    },
    'no reminders, but the message': {
      says: 'Remind me to call Ben tomorrow at 9am and text Ana I am late',
      on: { faults: [{ app: 'Reminders', kind: 'refused' }] },
      changes: message('+15550101', 'I am late'),
      ends: 'failed',
      tells: 'Reminders refused.',
    },
  });
});

describe('what an app did not keep is told with both values, and can be taken back', () => {
  rows({
    'the place of an event': {
      says: 'Create an event Lunch on Tuesday from 12pm to 1:30pm at Cafe Nero',
      on: { faults: [{ app: 'Calendar', kind: 'forgets', property: 'location' }] },
      changes: {
        events: [
          {
            calendar: 'Home',
            summary: 'Lunch',
            startDate: '2026-11-24T12:00:00',
            endDate: '2026-11-24T13:30:00',
          },
        ],
      },
      ends: 'failed',
      tells: 'The event “Lunch” in Calendar is not as it should be: place empty instead of “Cafe Nero”.',
      undoes: ['The event “Lunch” is deleted.'],
    },
    'the priority of a reminder': {
      says: 'Remind me to pay the rent on December 1 with high priority',
      on: { faults: [{ app: 'Reminders', kind: 'forgets', property: 'priority' }] },
      changes: {
        reminders: [{ list: 'Reminders', name: 'Pay the rent', alldayDueDate: '2026-12-01T00:00:00' }],
      },
      ends: 'failed',
      tells: 'priority “0” instead of “1”',
      undoes: ['The reminder “Pay the rent” is deleted.'],
    },
    'the text added to a note': {
      says: 'Add Skis to my Trip note',
      on: { faults: [{ app: 'Notes', kind: 'forgets', property: 'body' }] },
      changes: {},
      ends: 'failed',
      tells: 'instead of “Skis”',
      undoes: ['The note “Trip” has its text back.'],
    },
    'the subject of a draft': {
      says: 'Email nina@lab.example that I am late',
      on: { faults: [{ app: 'Mail', kind: 'forgets', property: 'subject' }] },
      changes: {
        drafts: [{ to: ['nina@lab.example'], content: letter('', 'I am late') }],
      },
      ends: 'failed',
      tells: 'subject empty instead of “I am late”',
    },
  });
});

describe('Zoom', () => {
  const says = 'Create a Zoom meeting called Sync tomorrow at 3pm';
  const undone = { says, changes: {}, ends: 'failed' as const };
  rows({
    'a wrong account': { ...undone, zoom: 401, tells: 'Zoom does not accept the account.' },
    'too many meetings': { ...undone, zoom: 429, tells: 'Try again in a minute.' },
    'its own fault': { ...undone, zoom: 500, tells: 'Zoom did not make the meeting (500).' },
    'no network': { ...undone, zoom: 'offline', tells: 'Are you online?' },
    'no event is made without its link': {
      ...undone,
      zoom: 'offline',
      tells: 'So this was not done: the calendar event.',
    },
  });
});
