import { describe } from 'vitest';
import type { ToolApp } from '../../src/tools/tool.ts';
import type { Scenario } from './helpers/scenario.ts';
import { scenarioTests } from './helpers/scenario-tests.ts';

const { rows } = scenarioTests();

describe('leave is asked in the words of what will happen', () => {
  const ask = (effect: 'reads' | 'creates' | 'opens-draft' | 'reaches-others') => ({
    consent: { effects: { [effect]: 'ask' as const } },
  });
  const note = 'Make a note titled Packing that says tent and stove';
  const packing = { notes: [{ folder: 'Notes', text: 'Packing\ntent and stove' }] };
  rows({
    yes: {
      says: note,
      settings: ask('creates'),
      answers: [0],
      asks: ['Create the note “Packing”: “tent and stove”? Yes | No'],
      changes: packing,
    },
    no: {
      says: note,
      settings: ask('creates'),
      answers: [1],
      asks: ['Create the note “Packing”: “tent and stove”? Yes | No'],
      changes: {},
      ends: 'failed',
      tells: 'You said no, so it was not done.',
    },
    'dismissed is a no': {
      says: note,
      settings: ask('creates'),
      answers: ['dismissed'],
      asks: ['Create the note “Packing”: “tent and stove”? Yes | No'],
      changes: {},
      ends: 'failed',
    },
    'nobody there is a no': {
      says: note,
      settings: ask('creates'),
      changes: {},
      ends: 'failed',
      tells: 'This needs your yes, and there is nobody to ask.',
    },
    'never, whoever is there': {
      says: note,
      settings: { consent: { effects: { creates: 'never' } } },
      answers: [0],
      changes: {},
      ends: 'failed',
      tells: 'Notes is not allowed to do this; you can change that in the settings.',
    },
    'never, for one tool alone': {
      says: 'Remind me to buy milk',
      settings: { consent: { tools: { create_note: 'never' } } },
      changes: { reminders: [{ list: 'Reminders', name: 'Buy milk' }] },
    },
    'one tool that never may': {
      says: note,
      settings: { consent: { tools: { create_note: 'never' } } },
      changes: {},
      ends: 'failed',
    },
    'reading, where it is to be asked about': {
      says: "What is Ana's phone number?",
      settings: ask('reads'),
      answers: [1],
      asks: ["Finds a person's phone number in Contacts. (Ana) Yes | No"],
      changes: {},
      ends: 'failed',
    },
    'an addition': {
      says: 'Add Skis to my Trip note',
      settings: ask('creates'),
      answers: [1],
      asks: ['Add to the note “Trip”: “Skis”? Yes | No'],
      changes: {},
      ends: 'failed',
    },
    'an event': {
      says: 'Create an event Lunch on Tuesday from 12pm to 1:30pm at Cafe Nero',
      settings: ask('creates'),
      answers: [1],
      asks: [
        'Add “Lunch” to the calendar: Tuesday, November 24, 2026 at 12:00 PM to 1:30 PM, Cafe Nero? Yes | No',
      ],
      changes: {},
      ends: 'failed',
    },
    'a reminder': {
      says: 'Remind me to call the dentist tomorrow at 9am',
      settings: ask('creates'),
      answers: [1],
      asks: [
        'Add the reminder “Call the dentist” to your reminders, due Saturday, November 21, 2026 at 9:00 AM? Yes | No',
      ],
      changes: {},
      ends: 'failed',
    },
    'an email': {
      says: 'Email Ana the file Survey.pdf',
      settings: ask('opens-draft'),
      answers: [1],
      asks: [
        'Open an email to Ana Silva (ana.silva@mail.example), with Survey.pdf: “Survey”? Nothing is sent. Yes | No',
      ],
      changes: { opened: ['/Users/alex/Documents/Survey.pdf'] },
      ends: 'failed',
    },
    'a reply': {
      says: 'Respond to the selected email that Monday is fine',
      settings: ask('opens-draft'),
      answers: [1],
      asks: [
        'Open a reply to Ana Silva <ana.silva@mail.example>? Nothing is sent.\nHi Ana,\n\nMonday is fine.\n\nBest regards,\nAlex Morgan Yes | No',
      ],
      changes: {},
      ends: 'failed',
    },
    forwarding: {
      says: 'Forward the selected email to Ben',
      settings: ask('opens-draft'),
      answers: [1],
      asks: ['Forward the selected email to Ben Carter (ben.carter@mail.example)? Nothing is sent. Yes | No'],
      changes: {},
      ends: 'failed',
    },
    'a Zoom meeting': {
      says: 'Create a Zoom meeting called Sync with Ana tomorrow at 3pm',
      settings: ask('creates'),
      answers: [1],
      asks: ['Make the Zoom meeting “Sync”, Saturday, November 21, 2026 at 3:00 PM, 60 minutes? Yes | No'],
      changes: {},
      ends: 'failed',
      tells: 'So this was not done: the calendar event.',
    },
    'sending a message, asked about unless it is said otherwise': {
      says: 'Text Ana I am late',
      settings: { messages: 'send' },
      answers: [0],
      asks: ['Send a message to Ana Silva (+1 555 0101): “I am late”? Yes | No'],
      changes: { messages: [{ to: ['+15550101'], text: 'I am late' }] },
      undoes: ['I cannot take back the message to Ana Silva (+1 555 0101), which was sent.'],
      left: { messages: [{ to: ['+15550101'], text: 'I am late' }] },
    },
    'a message that is not to be sent': {
      says: 'Text Ana I am late',
      settings: { messages: 'send' },
      answers: [1],
      asks: ['Send a message to Ana Silva (+1 555 0101): “I am late”? Yes | No'],
      changes: {},
      ends: 'failed',
    },
    'nobody there: no message leaves the Mac': {
      says: 'Text Ana I am late',
      settings: { messages: 'send' },
      changes: {},
      ends: 'failed',
      tells: 'there is nobody to ask',
    },
  });
});

describe('an app that is switched off is left alone, and nothing else done in its place', () => {
  const off = (app: ToolApp, says: string): Scenario => ({
    says,
    settings: { switchedOff: [app] },
    changes: {},
    ends: 'failed',
    tells: `${app} is switched off in the settings.`,
  });
  rows({
    Notes: off('Notes', 'Make a note titled Packing that says tent and stove'),
    Calendar: off('Calendar', 'Create an event Dentist on Monday at 3pm'),
    Reminders: off('Reminders', 'Remind me to buy milk'),
    Maps: off('Maps', 'Find Golden Gate Park in Maps'),
    Messages: off('Messages', 'Text Ana I am late'),
    Mail: off('Mail', 'Email Ana that the meeting is moved'),
    Files: off('Files', 'Summarize Survey.pdf'),
    'Zoom, and no event without its link': off('Zoom', 'Create a Zoom meeting called Sync tomorrow at 3pm'),
    'Contacts, which a message needs': off('Contacts', 'Text Ana I am late'),
    'the rest of a request is done': {
      says: 'Remind me to call Ben tomorrow at 9am and text Ana I am late',
      settings: { switchedOff: ['Messages'] },
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
      tells: 'Messages is switched off in the settings.',
    },
    'whatever a plan calls': {
      ...off('Notes', 'Make a note'),
      plan: 'create_note("Packing", "tent", "")',
      tells: '',
    },
  });
});

describe('Cancel ends it there', () => {
  const says = 'Remind me to call Ben tomorrow at 9am and text Sam I am late';
  const which = [
    'Which Sam do you mean? Sam Okafor (Northwind, +1 555 0103) | Sam Lindqvist (Acme, +1 555 0104)',
  ];
  rows({
    'before the plan': { says, answers: [], cancelledAt: 'retrieved', changes: {}, ends: 'cancelled' },
    'at the first call, before it runs': {
      says,
      answers: [],
      cancelledAt: 'call',
      changes: {},
      ends: 'cancelled',
    },
    'while an app does not answer': {
      says: 'Remind me to buy milk',
      on: { faults: [{ app: 'Reminders', kind: 'slow', ms: 60_000 }] },
      cancelledAt: 'planned',
      changes: {},
      ends: 'cancelled',
    },
    'at a question': {
      says: 'Text Sam I am late',
      answers: [0],
      asks: which,
      cancelledAt: 'question',
      changes: {},
      ends: 'cancelled',
    },
    'between two calls': {
      says: 'Text Ana I am late',
      cancelledAt: 'finished',
      changes: {},
      ends: 'cancelled',
    },
    'at a question of leave': {
      says: 'Text Ana I am late',
      settings: { messages: 'send' },
      answers: [0],
      asks: ['Send a message to Ana Silva (+1 555 0101): “I am late”? Yes | No'],
      cancelledAt: 'question',
      changes: {},
      ends: 'cancelled',
    },
    'when all is done, which is told': {
      says: 'Remind me to buy milk',
      cancelledAt: 'finished',
      changes: { reminders: [{ list: 'Reminders', name: 'Buy milk' }] },
      ends: 'done',
    },
  });
});
