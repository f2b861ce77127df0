import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Models, openModels } from '../../src/cli/way-in.ts';
import type { ToolApp } from '../../src/tools/tool.ts';
import { message } from './helpers/changes.ts';
import { letter } from './helpers/letter.ts';
import { play, type Scenario } from './helpers/scenario.ts';
import { pdf } from './helpers/usual-mac.ts';

let models: Models;
beforeAll(async () => {
  models = await openModels();
}, 60_000);
afterAll(() => models.close());

const rows = (scenarios: Readonly<Record<string, Scenario>>) =>
  test.each(Object.entries(scenarios))('%s', (_, scenario) => play(scenario, models));

describe('what is made is there, and nothing else, until it is taken back', () => {
  rows({
    'a note': {
      says: 'Make a note titled Packing that says tent and stove',
      changes: { notes: [{ folder: 'Notes', text: 'Packing\ntent and stove' }] },
      tells: 'Created the note “Packing” in “Notes”.',
      undoes: ['The note “Packing” is deleted.'],
    },
    'a note in a folder': {
      says: 'Create a note called Ideas in the Work folder',
      changes: { notes: [{ folder: 'Work', text: 'Ideas' }] },
      undoes: ['The note “Ideas” is deleted.'],
    },
    'an addition to a note': {
      says: 'Add Skis to my Trip note',
      changes: { notes: [{ folder: 'Notes', text: 'Trip\nPack the tent\nSkis' }] },
      undoes: ['The note “Trip” has its text back.'],
    },
    'an addition in quotes': {
      says: "Append 'olive oil' to the note Shopping list",
      changes: { notes: [{ folder: 'Notes', text: 'Shopping list\nMilk\nolive oil' }] },
      undoes: ['The note “Shopping list” has its text back.'],
    },
    'a reminder at a time, which alerts then': {
      says: 'Remind me to call the dentist tomorrow at 9am',
      changes: {
        reminders: [
          {
            list: 'Reminders',
            name: 'Call the dentist',
            dueDate: '2026-11-21T09:00:00',
            remindMeDate: '2026-11-21T09:00:00',
          },
        ],
      },
      undoes: ['The reminder “Call the dentist” is deleted.'],
    },
    'a reminder without a date': {
      says: 'Remind me to buy milk',
      changes: { reminders: [{ list: 'Reminders', name: 'Buy milk' }] },
      undoes: ['The reminder “Buy milk” is deleted.'],
    },
    'a reminder of a day with a priority': {
      says: 'Remind me to pay the rent on December 1 with high priority',
      changes: {
        reminders: [
          { list: 'Reminders', name: 'Pay the rent', alldayDueDate: '2026-12-01T00:00:00', priority: 1 },
        ],
      },
      undoes: ['The reminder “Pay the rent” is deleted.'],
    },
    'a reminder on another list': {
      says: 'Add buy stamps to my Errands list',
      changes: { reminders: [{ list: 'Errands', name: 'Buy stamps' }] },
      undoes: ['The reminder “Buy stamps” is deleted.'],
    },
    'an event of an hour, in the first calendar that can be written to': {
      says: 'Create an event Dentist on Monday at 3pm',
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
      undoes: ['The event “Dentist” is deleted.'],
    },
    'an event with its end and its place': {
      says: 'Create an event Lunch on Tuesday from 12pm to 1:30pm at Cafe Nero',
      changes: {
        events: [
          {
            calendar: 'Home',
            summary: 'Lunch',
            startDate: '2026-11-24T12:00:00',
            endDate: '2026-11-24T13:30:00',
            location: 'Cafe Nero',
          },
        ],
      },
      undoes: ['The event “Lunch” is deleted.'],
    },
    'an event in another calendar': {
      says: 'Put Offsite on my Work calendar on Monday at 9am',
      changes: {
        events: [
          {
            calendar: 'Work',
            summary: 'Offsite',
            startDate: '2026-11-23T09:00:00',
            endDate: '2026-11-23T10:00:00',
          },
        ],
      },
      undoes: ['The event “Offsite” is deleted.'],
    },
    'an event of a whole day': {
      says: 'Create an event called Holiday on Monday, all day',
      changes: {
        events: [
          {
            calendar: 'Home',
            summary: 'Holiday',
            startDate: '2026-11-23T00:00:00',
            endDate: '2026-11-23T00:00:00',
            alldayEvent: true,
          },
        ],
      },
      undoes: ['The event “Holiday” is deleted.'],
    },
    'an event that alerts as the settings say': {
      says: 'Create an event Dentist on Monday at 3pm',
      settings: { alertMinutes: 15 },
      changes: {
        events: [
          {
            calendar: 'Home',
            summary: 'Dentist',
            startDate: '2026-11-23T15:00:00',
            endDate: '2026-11-23T16:00:00',
            alerts: [-15],
          },
        ],
      },
    },
    'a meeting with somebody, who is in its notes since no script can invite': {
      says: 'Schedule a meeting with Ana on Monday at 3pm',
      changes: {
        events: [
          {
            calendar: 'Home',
            summary: 'Meeting with Ana',
            startDate: '2026-11-23T15:00:00',
            endDate: '2026-11-23T16:00:00',
            description: 'With Ana Silva (ana.silva@mail.example)',
          },
        ],
      },
      tells: 'Calendar lets no script send invitations',
      undoes: ['The event “Meeting with Ana” is deleted.'],
    },
    'a summary of a PDF as a note': {
      says: 'Create a note called Summary with a summary of Survey.pdf',
      changes: {
        notes: [
          {
            folder: 'Notes',
            text: expect.stringMatching(/^Summary\n.*Nine in ten would recommend the studio/s),
          },
        ],
        opened: ['/Users/alex/Documents/Survey.pdf'],
      },
      undoes: ['The note “Summary” is deleted.'],
    },
  });
});

describe('drafts stand open for the user to send', () => {
  rows({
    'an email': {
      says: 'Email Ana that the meeting is moved',
      changes: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            subject: 'The meeting is moved',
            content: letter('Ana', 'The meeting is moved'),
          },
        ],
      },
      undoes: ['I cannot take back the draft “The meeting is moved”, which is open in Mail.'],
      left: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            subject: 'The meeting is moved',
            content: letter('Ana', 'The meeting is moved'),
          },
        ],
      },
    },
    'an email to two, and a copy to a third': {
      says: 'Email Ana and cc Ben that the meeting is moved',
      changes: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            cc: ['ben.carter@mail.example'],
            subject: 'The meeting is moved',
            content: letter('Ana', 'The meeting is moved'),
          },
        ],
      },
    },
    'an email to an address nobody has': {
      says: 'Email nina@lab.example that I am late',
      changes: {
        drafts: [
          {
            to: ['nina@lab.example'],
            subject: 'I am late',
            content: letter('', 'I am late'),
          },
        ],
      },
    },
    'an email with a file': {
      says: 'Email Ana the file Survey.pdf',
      changes: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            subject: 'Survey',
            content: letter('Ana', 'I have attached Survey.pdf'),
            attachments: ['/Users/alex/Documents/Survey.pdf'],
          },
        ],
        opened: ['/Users/alex/Documents/Survey.pdf'],
      },
    },
    'an email with somebody’s number': {
      says: "Email Ana's phone number to Ben",
      changes: {
        drafts: [
          {
            to: ['ben.carter@mail.example'],
            subject: 'Ana’s phone number',
            content: letter('Ben', 'Ana’s phone number: +1 555 0101'),
          },
        ],
      },
    },
    'an email with the way': {
      says: 'Email Ana directions from Boston to Salem',
      changes: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            subject: 'Directions to Salem',
            content: letter(
              'Ana',
              'Directions to Salem: https://maps.apple.com/?saddr=Boston&daddr=Salem&dirflg=d',
            ),
          },
        ],
        opened: ['https://maps.apple.com/?saddr=Boston&daddr=Salem&dirflg=d'],
      },
    },
    'a reply, whose text waits on the clipboard since Mail drops what scripts write': {
      says: 'Respond to the selected email that Monday is fine',
      changes: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            subject: 'Re: Budget on Thursday',
            content: '\n\nAna Silva <ana.silva@mail.example> wrote:\n> Can we go through it at 10?',
            repliesTo: 7,
          },
        ],
        clipboard: letter('Ana', 'Monday is fine'),
      },
      tells: 'paste it with ⌘V',
      undoes: ['I cannot take back the draft “Re: Budget on Thursday”, which is open in Mail.'],
      left: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            subject: 'Re: Budget on Thursday',
            content: '\n\nAna Silva <ana.silva@mail.example> wrote:\n> Can we go through it at 10?',
            repliesTo: 7,
          },
        ],
      },
    },
    'a reply with a file': {
      says: 'Reply to the selected email and attach Survey.pdf',
      changes: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            subject: 'Re: Budget on Thursday',
            content: '\n\nAna Silva <ana.silva@mail.example> wrote:\n> Can we go through it at 10?',
            attachments: ['/Users/alex/Documents/Survey.pdf'],
            repliesTo: 7,
          },
        ],
        opened: ['/Users/alex/Documents/Survey.pdf'],
      },
    },
    'the selected email, forwarded with a copy': {
      says: 'Forward the selected email to Ana and copy Ben',
      changes: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            cc: ['ben.carter@mail.example'],
            subject: 'Fwd: Budget on Thursday',
            content: '\n\nAna Silva <ana.silva@mail.example> wrote:\n> Can we go through it at 10?',
            forwards: 7,
          },
        ],
      },
    },
    'a text message': {
      says: 'Text Ana I am late',
      changes: message('+15550101', 'I am late'),
      tells: 'Press Return there to send it',
      undoes: ['I cannot take back the message to Ana Silva (+1 555 0101), which is open in Messages.'],
    },
    'a text message to two': {
      says: 'Text Ana and Ben that the train is late',
      changes: message(['+15550101', '+15550102'], 'the train is late'),
    },
    'a text message to a number': {
      says: 'Text +1 555 0199 I am late',
      changes: message('+15550199', 'I am late'),
    },
    'a text message with a note': {
      says: 'Text Ana my note Address',
      changes: message('+15550101', 'Address\n48 Alder Street'),
    },
    'a text message with a place': {
      says: 'Text Ana the location of Zilker Park',
      changes: {
        opened: [
          'https://maps.apple.com/?q=Zilker%20Park',
          ...(message('+15550101', 'https://maps.apple.com/?q=Zilker%20Park').opened ?? []),
        ],
        clipboard: 'https://maps.apple.com/?q=Zilker%20Park',
      },
    },
  });
});

describe('what is only read changes nothing', () => {
  rows({
    'a phone number': { says: "What is Ana's phone number?", changes: {}, tells: '+1 555 0101', undoes: [] },
    'an email address': {
      says: "What is Ben's email address?",
      changes: {},
      tells: 'ben.carter@mail.example',
    },
    'a note': { says: 'Open the note Trip', changes: {}, tells: 'Pack the tent' },
    'a file': {
      says: 'Open Budget.xlsx',
      changes: { opened: ['/Users/alex/Documents/Budget.xlsx'] },
      tells: '/Users/alex/Documents/Budget.xlsx',
    },
    'a summary': {
      says: 'Summarize Survey.pdf',
      changes: { opened: ['/Users/alex/Documents/Survey.pdf'] },
      tells: 'Nine in ten would recommend the studio',
    },
    'a place': {
      says: 'Find Golden Gate Park in Maps',
      changes: { opened: ['https://maps.apple.com/?q=Golden%20Gate%20Park'] },
    },
    'the way by public transit': {
      says: 'Directions from Boston to Salem by public transit',
      changes: { opened: ['https://maps.apple.com/?saddr=Boston&daddr=Salem&dirflg=r'] },
    },
    'the way from here': {
      says: 'Get directions to Salem',
      changes: { opened: ['https://maps.apple.com/?daddr=Salem&dirflg=d'] },
    },
    'what no tool can do': {
      says: 'Tell me a joke',
      changes: {},
      ends: 'nothing-to-do',
      tells: 'I cannot do that.',
    },
    'deleting a note': { says: 'Delete my Trip note', changes: {}, ends: 'nothing-to-do' },
  });
});

describe('Zoom', () => {
  rows({
    'a meeting is in the calendar with its link and its guests': {
      says: 'Create a Zoom meeting called Sync with Ana tomorrow at 3pm',
      changes: {
        events: [
          {
            calendar: 'Home',
            summary: 'Sync',
            startDate: '2026-11-21T15:00:00',
            endDate: '2026-11-21T16:00:00',
            description: 'https://zoom.example/j/1\n\nWith Ana Silva (ana.silva@mail.example)',
          },
        ],
        meetings: [
          { topic: 'Sync', start: '2026-11-21T15:00:00', minutes: 60, guests: ['ana.silva@mail.example'] },
        ],
      },
      undoes: ['The event “Sync” is deleted.', 'The Zoom meeting “Sync” is cancelled.'],
    },
    'a link that is only mailed is in no calendar': {
      says: 'Email Ana the Zoom link for a meeting called Sync tomorrow at 3pm',
      changes: {
        drafts: [
          {
            to: ['ana.silva@mail.example'],
            subject: 'Sync',
            content: letter('Ana', 'Sync: https://zoom.example/j/1'),
          },
        ],
        meetings: [
          { topic: 'Sync', start: '2026-11-21T15:00:00', minutes: 60, guests: ['ana.silva@mail.example'] },
        ],
      },
    },
  });
});

describe('several things in one request', () => {
  rows({
    'all are done, and all taken back': {
      says: 'Remind me to call Ben tomorrow at 9am and text Ana I am late',
      changes: {
        reminders: [
          {
            list: 'Reminders',
            name: 'Call Ben',
            dueDate: '2026-11-21T09:00:00',
            remindMeDate: '2026-11-21T09:00:00',
          },
        ],
        ...message('+15550101', 'I am late'),
      },
      undoes: [
        'I cannot take back the message to Ana Silva (+1 555 0101), which is open in Messages.',
        'The reminder “Call Ben” is deleted.',
      ],
    },
    'what fails leaves the rest': {
      says: 'Create an event Lunch on Tuesday at noon and email Gustav that I am late',
      changes: {
        events: [
          {
            calendar: 'Home',
            summary: 'Lunch',
            startDate: '2026-11-24T12:00:00',
            endDate: '2026-11-24T13:00:00',
          },
        ],
      },
      ends: 'failed',
      tells: 'There is nobody called “Gustav” in Contacts.',
    },
  });
});

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
