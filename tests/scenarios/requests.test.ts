import { describe, expect } from 'vitest';
import { message } from './helpers/changes.ts';
import { letter } from './helpers/letter.ts';
import { scenarioTests } from './helpers/scenario-tests.ts';

const { rows } = scenarioTests();

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
