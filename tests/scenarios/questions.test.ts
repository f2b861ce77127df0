import { describe } from 'vitest';
import { message } from './helpers/changes.ts';
import { letter } from './helpers/letter.ts';
import { scenarioTests } from './helpers/scenario-tests.ts';
import { pdf } from './helpers/usual-mac.ts';

const { rows } = scenarioTests();

describe('what is unclear is asked, and the answer is what is done', () => {
  const sams = [
    'Which Sam do you mean? Sam Okafor (Northwind, +1 555 0103) | Sam Lindqvist (Acme, +1 555 0104)',
  ];
  rows({
    'which of two people': {
      says: 'Text Sam I am late',
      answers: [1],
      asks: sams,
      changes: message('+15550104', 'I am late'),
    },
    'dismissed: nothing is done': {
      says: 'Text Sam I am late',
      answers: ['dismissed'],
      asks: sams,
      changes: {},
      ends: 'failed',
      tells: 'No choice was made.',
    },
    'nobody there: nothing is guessed': {
      says: 'Text Sam I am late',
      changes: {},
      ends: 'failed',
      tells: 'Which Sam do you mean? There is nobody to ask; there are: Sam Okafor (Northwind, +1 555 0103)',
    },
    'not when the full name is said': {
      says: 'Email Sam Okafor that I am late',
      answers: [],
      changes: {
        drafts: [
          { to: ['sam.okafor@mail.example'], subject: 'I am late', content: letter('Sam', 'I am late') },
        ],
      },
    },
    'not for a short form or an accent left out': {
      says: 'Text Bob and Zoe that the train is late',
      answers: [],
      changes: message(['+15550106', '+15550105'], 'the train is late'),
    },
    'a name a slip away is offered': {
      says: 'send a text to Bne Carter saying I am late',
      answers: [0],
      asks: ['There is no “Bne Carter” in Contacts. Is it one of these? Ben Carter | None of them'],
      changes: message('+15550102', 'I am late'),
    },
    'and not taken unasked': {
      says: 'send a text to Bne Carter saying I am late',
      changes: {},
      ends: 'failed',
      tells: 'There is nobody called “Bne Carter” in Contacts. Did you mean “Ben Carter”?',
    },
    'none of those offered: nothing is done': {
      says: 'send a text to Bne Carter saying I am late',
      answers: [1],
      asks: ['There is no “Bne Carter” in Contacts. Is it one of these? Ben Carter | None of them'],
      changes: {},
      ends: 'failed',
    },
  });
});

describe('what a sentence leaves out is asked for', () => {
  rows({
    'who a message is for': {
      says: 'Send a message that I am late',
      plan: 'send_sms([], "I am late")',
      answers: ['Ana'],
      asks: ['Who is the message for?'],
      changes: message('+15550101', 'I am late'),
    },
    'what a message should say, after who it is for': {
      says: 'Send a message',
      plan: 'send_sms([], "")',
      answers: ['Ben', 'the train is late'],
      asks: ['Who is the message for?', 'What should the message say?'],
      changes: message('+15550102', 'the train is late'),
    },
    'what an email should say': {
      says: 'Email Ana',
      plan: '1. get_email_address("Ana")\n2. compose_new_email(["$1"], [], "", "", [])',
      answers: ['that the meeting is moved'],
      asks: ['What should the email say?'],
      changes: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            subject: 'The meeting is moved',
            content: letter('Ana', 'The meeting is moved'),
          },
        ],
      },
    },
    'what an email should say, with nobody there: no empty email': {
      says: 'Email Ana',
      plan: '1. get_email_address("Ana")\n2. compose_new_email(["$1"], [], "", "", [])',
      changes: {},
      ends: 'failed',
      tells: 'What should the email say? There is nobody to ask.',
    },
    'when an event is, until it can be understood': {
      says: 'Create an event named Dentist',
      plan: 'create_calendar_event("Dentist", "", "", "", [], "", "")',
      answers: ['blah', 'Monday at 3pm'],
      asks: ['When is it? There is no date or time in the request.', 'I could not tell when “blah” is.'],
      changes: {
        events: [
          {
            calendar: 'Home',
            summary: 'Dentist',
            startDate: '2026-11-23T15:00:00',
            endDate: '2026-11-23T16:00:00',
          },
        ],
      },
    },
    'which note, and what to add': {
      says: 'Add to a note',
      plan: 'append_note_content("", "", "")',
      answers: ['Trip', 'Skis'],
      asks: ['Which note?', 'What should be added?'],
      changes: { notes: [{ folder: 'Notes', text: 'Trip\nPack the tent\nSkis' }] },
    },
    'no answer: nothing is done': {
      says: 'Send a message that I am late',
      plan: 'send_sms([], "I am late")',
      answers: ['dismissed'],
      asks: ['Who is the message for?'],
      changes: {},
      ends: 'failed',
      tells: 'There was no answer.',
    },
    'nobody there: nothing is done': {
      says: 'Send a message that I am late',
      plan: 'send_sms([], "I am late")',
      changes: {},
      ends: 'failed',
      tells: 'Who is the message for? There is nobody to ask.',
    },
  });
});

describe('a thing that is not there is never made up', () => {
  const note = (text: string, modificationDate: string) => ({ text, modificationDate });
  rows({
    'which of two notes': {
      says: 'Open the note Trip',
      on: {
        notes: {
          accounts: [
            {
              folders: [
                { name: 'Notes', notes: [note('Trip to Rome\nColosseum', '2026-03-01')] },
                { name: 'Work', notes: [note('Trip to Oslo\nFjords', '2026-04-01')] },
              ],
            },
          ],
        },
      },
      answers: [1],
      asks: [
        'Which note “Trip” do you mean? Trip to Oslo (Work, changed 2026-04-01) | Trip to Rome (Notes, changed 2026-03-01)',
      ],
      changes: {},
      tells: 'Colosseum',
    },
    'a note nobody wrote': {
      says: 'Add salt to the note Pancakes',
      answers: [],
      changes: {},
      ends: 'failed',
      tells: 'There is no note “Pancakes” in Notes. There are: “Trip”, “Shopping list”, “Address”.',
    },
    'a locked note': {
      says: 'Add Skis to the note Diary',
      on: {
        notes: {
          accounts: [
            { folders: [{ name: 'Notes', notes: [{ text: 'Diary\nmine', passwordProtected: true }] }] },
          ],
        },
      },
      changes: {},
      ends: 'failed',
      tells: 'unlock it in Notes',
    },
    'a calendar nobody has': {
      says: 'Put Offsite on my Family calendar on Monday at 9am',
      answers: [],
      changes: {},
      ends: 'failed',
      tells: 'There is no calendar “Family” in Calendar. There are: “Home”, “Work”.',
    },
    'a calendar that is read-only': {
      says: 'Put Offsite on my Holidays calendar on Monday at 9am',
      answers: [],
      changes: {},
      ends: 'failed',
      tells: 'There are: “Home”, “Work”.',
    },
    'a file nobody has: the email is not written without it': {
      says: 'Email Ana the file Contract.pdf',
      changes: {},
      ends: 'failed',
      tells: 'There is no file “Contract.pdf” that Spotlight knows.\nSo this was not done: the email.',
    },
    'which of two files': {
      says: 'Open Plan.txt',
      on: {
        files: [
          { path: '/Users/alex/Plan.txt', modified: '2026-01-02', text: 'old' },
          { path: '/Users/alex/Work/Plan.txt', modified: '2026-10-02', text: 'new' },
        ],
      },
      answers: [0],
      asks: [
        'Which file “Plan.txt” do you mean? Plan.txt (in /Users/alex/Work, changed October 2, 2026) | Plan.txt (in /Users/alex, changed January 2, 2026)',
      ],
      changes: { opened: ['/Users/alex/Work/Plan.txt'] },
    },
    'a person without a number': {
      says: 'Text Gus I am late',
      on: { people: [{ firstName: 'Gus', lastName: 'Lund', emails: [{ value: 'gus@mail.example' }] }] },
      answers: [],
      changes: {},
      ends: 'failed',
      tells: 'Gus Lund has no phone number in Contacts.',
    },
    'an email, where none is selected': {
      says: 'Respond to the selected email that Monday is fine',
      on: { mail: {} },
      changes: {},
      ends: 'failed',
      tells: 'Select the one to answer in Mail',
    },
    'a PDF that is none': {
      says: 'Summarize Survey.pdf',
      on: { files: [{ path: '/Users/alex/Survey.pdf', text: 'plain' }] },
      changes: { opened: ['/Users/alex/Survey.pdf'] },
      ends: 'failed',
      tells: '“Survey.pdf” is not a PDF that can be read.',
    },
    'a PDF with nothing on its pages': {
      says: 'Summarize Survey.pdf',
      on: { files: [pdf('/Users/alex/Survey.pdf', '')] },
      changes: { opened: ['/Users/alex/Survey.pdf'] },
      ends: 'failed',
      tells: 'is empty: there is nothing on its pages',
    },
  });
});
