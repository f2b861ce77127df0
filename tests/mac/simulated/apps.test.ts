import { describe, expect, test } from 'vitest';
import type { WorldInput } from '../../../src/mac/simulated/world.ts';
import { scriptMac } from '../../helpers/script.ts';

const world: WorldInput = {
  people: [
    {
      id: 'P-1',
      firstName: 'Ana',
      lastName: 'Silva',
      phones: [
        { label: 'mobile', value: '1' },
        { label: 'work', value: '2' },
      ],
    },
    { id: 'P-2', organization: 'Acme' },
  ],
  mail: {
    accounts: [
      {
        name: 'Work',
        emailAddresses: ['me@x.example'],
        mailboxes: [
          {
            name: 'INBOX',
            messages: [
              {
                id: 7,
                subject: 'Hi',
                sender: 'Ana <ana@x.example>',
                content: 'Hello',
                toRecipients: [{ address: 'me@x.example' }, { address: 'bo@x.example' }],
              },
            ],
          },
        ],
      },
    ],
    selection: [7],
  },
  notes: {
    accounts: [
      { folders: [{ name: 'Notes', notes: [{ id: 'N-1', text: 'Trip\nPack & go' }] }, { name: 'Work' }] },
    ],
  },
  calendars: [
    {
      name: 'Home',
      events: [{ uid: 'E-1', summary: 'Lunch', startDate: '2026-11-20T12:00', endDate: '2026-11-20T13:00' }],
    },
    { name: 'Holidays', writable: false },
  ],
  reminderLists: [
    {
      name: 'Reminders',
      reminders: [
        { id: 'R-1', name: 'Stamps', completed: true },
        { id: 'R-2', name: 'Milk', priority: 1 },
      ],
    },
  ],
  chats: [{ participants: ['+1555'] }],
  files: [{ path: '/Users/alex/Documents/a.pdf', text: 'x' }],
};
const tell = (app: string, source: string) => `tell application "${app}"\n${source}\nend tell`;

test.each([
  ['Contacts', 'name of every person', '{"Ana Silva", "Acme"}'],
  ['Contacts', 'value of phones of person "Ana Silva"', '{"1", "2"}'],
  [
    'Contacts',
    'name of every person whose first name is "ana" or organization contains "cm"',
    '{"Ana Silva", "Acme"}',
  ],
  ['Contacts', 'name of first person whose value of phones contains "2"', '"Ana Silva"'],
  ['Contacts', 'nickname of person id "P-1"', 'missing value'],
  [
    'Notes',
    '{name, plaintext, body} of note 1',
    '{"Trip", "Trip\\nPack & go", "<div>Trip</div><div>Pack &amp; go</div>"}',
  ],
  ['Notes', 'name of container of note "Trip"', '"Notes"'],
  ['Notes', 'name of default folder of default account', '"Notes"'],
  ['Notes', 'count notes of folder "Work"', '0'],
  ['Notes', 'exists note "Nope"', 'false'],
  ['Notes', 'password protected of every note', '{false}'],
  [
    'Calendar',
    'summary of every event of calendar "Home" whose start date < (current date) + 1 * days',
    '{"Lunch"}',
  ],
  ['Calendar', 'name of every calendar whose writable is true', '{"Home"}'],
  ['Reminders', 'name of every reminder whose completed is false', '{"Milk"}'],
  ['Reminders', 'name of default list', '"Reminders"'],
  ['Reminders', 'due date of reminder id "R-2"', 'missing value'],
  ['Mail', 'subject of item 1 of (get selection)', '"Hi"'],
  ['Mail', 'unread count of inbox', '0'],
  ['Mail', 'extract address from "Ana <ana@x.example>"', '"ana@x.example"'],
  ['Messages', 'service type of every account', '{iMessage, SMS}'],
  ['Finder', 'name of every document file of folder "Documents" of home', '{"a.pdf"}'],
  ['Finder', 'name of every file of (path to documents folder) whose name extension is "pdf"', '{"a.pdf"}'],
  [
    'Finder',
    'POSIX path of ((file "a.pdf" of folder "Documents" of home) as alias)',
    '"/Users/alex/Documents/a.pdf"',
  ],
  ['Mail', 'read status of message 1 of inbox', 'true'],
])('%s: %s', async (app, source, shown) => {
  expect(await scriptMac(world).run(tell(app, `get ${source}`))).toBe(shown);
});

describe('what is not in the dictionary, or not allowed, is the error the real app gives', () => {
  test.each([
    ['Notes', 'set plaintext of note 1 to "x"', -10006],
    ['Notes', 'get due date of note 1', -2741],
    ['Notes', 'get priority of note 1', -1728],
    ['Notes', 'get note 9', -1719],
    ['Notes', 'get note id "nope"', -1728],
    ['Notes', 'make new folder at note 1', -10024],
    ['Contacts', 'set name of person 1 to "x"', -10006],
    ['Calendar', 'make new event at end of events of calendar "Holidays"', -10025],
    [
      'Calendar',
      'make new event at end of events of calendar "Home" with properties {start date:current date, end date:(current date) - 60}',
      -10025,
    ],
    ['Calendar', 'set start date of event 1 of calendar "Home" to "tomorrow"', -1700],
    [
      'Calendar',
      'make new attendee at end of attendees of event 1 of calendar "Home" with properties {email:"a@b.c"}',
      -10006,
    ],
    ['Reminders', 'set priority of reminder 1 to 12', 0],
    ['Reminders', 'make new reminder with properties {priority:12}', -10000],
    ['Mail', 'set subject of item 1 of (get selection) to "x"', -10006],
    ['Mail', 'set content of message 1 of inbox to "x"', -10006],
    ['Messages', 'set service type of account 1 to SMS', -10006],
    ['Finder', 'open POSIX file "/nope"', -1728],
  ])('%s: %s is %i', async (app, source, number) => {
    expect(await scriptMac(world).errorOf(tell(app, source))).toBe(number);
  });
});

describe('Notes', () => {
  test('a name given beside a body stands above it, even when the body begins with it', async () => {
    const source =
      'set n to make new note with properties {name:"A", body:"<div>A</div><div>b</div>"}\nreturn {name, plaintext} of n';
    expect(await scriptMac(world).run(tell('Notes', source))).toBe('{"A", "A\\nA\\nb"}');
  });

  test('a new body gives the note a new name', async () => {
    expect(
      await scriptMac(world).run(
        tell('Notes', 'set body of note 1 to "<h1>New</h1>x"\nget name of note id "N-1"'),
      ),
    ).toBe('"New"');
  });

  test('notes are moved and deleted', async () => {
    const { run, world: after } = scriptMac(world);
    await run(
      tell(
        'Notes',
        'move note "Trip" to folder "Work"\nset n to make new note with properties {name:"gone"}\ndelete n',
      ),
    );
    expect(after.notes.accounts[0]?.folders.map(({ notes }) => notes.map(({ id }) => id))).toEqual([
      [],
      ['N-1'],
    ]);
  });
});

describe('Mail', () => {
  test('what a script writes into a reply is dropped; recipients and attachments are kept', async () => {
    const { run, world: after } = scriptMac(world);
    await run(
      tell(
        'Mail',
        'set r to reply (item 1 of (get selection)) with opening window and reply to all\nset content of r to "mine"\ntell r to make new cc recipient at end of cc recipients with properties {address:"c@x.example"}\ntell content of r to make new attachment with properties {file name:(POSIX file "/Users/alex/Documents/a.pdf")} at after last paragraph',
      ),
    );
    expect(after.mail.outgoingMessages).toMatchObject([
      {
        subject: 'Re: Hi',
        content: '\n\nAna <ana@x.example> wrote:\n> Hello',
        toRecipients: [{ name: 'Ana', address: 'ana@x.example' }],
        ccRecipients: [{ address: 'bo@x.example' }, { address: 'c@x.example' }],
        attachments: ['/Users/alex/Documents/a.pdf'],
        visible: true,
        sent: false,
      },
    ]);
  });

  test('an empty selection is an empty list', async () => {
    expect(await scriptMac({ ...world, mail: {} }).run(tell('Mail', 'get selection'))).toBe('{}');
  });
});

test('Messages takes any number, in a chat of its own', async () => {
  const { run, world: after } = scriptMac(world);
  await run(
    tell(
      'Messages',
      'set a to 1st account whose service type = iMessage\nsend "hi" to participant "+1999" of a\nsend "ho" to chat 1',
    ),
  );
  expect(
    after.chats.map(({ participants, messages }) => [participants, messages.map(({ text }) => text)]),
  ).toEqual([
    [['+1555'], ['ho']],
    [['+1999'], ['hi']],
  ]);
});

test('Contacts: a person is made with phones, and found again', async () => {
  const source =
    'set p to make new person with properties {first name:"Bo", last name:"Ek"}\nmake new phone at end of phones of p with properties {label:"mobile", value:"42"}\nsave\nget value of phone 1 of person "Bo Ek"';
  expect(await scriptMac(world).run(tell('Contacts', source))).toBe('"42"');
});

test('System Events knows the apps that run, and keeps what it typed', async () => {
  const { run, world: mac } = scriptMac({ faults: [{ app: 'Mail', kind: 'not-running' }] });
  const source =
    'keystroke "a\\"b"\nkeystroke "v" using {command down, shift down}\nkey code {36, 48} using command down\n' +
    'set a to exists process "Notes"\nset b to exists process "Mail"\n' +
    'return {a, b, bundle identifier of first application process whose name is "Finder"}';
  expect(await run(tell('System Events', source))).toBe('{true, false, "com.apple.finder"}');
  expect(mac.typed).toEqual([
    'keystroke "a\\"b"',
    'keystroke "v" using command down, shift down',
    'key code {36, 48} using command down',
  ]);
});

describe('faults', () => {
  test.each([
    ['not-permitted', -1743],
    ['not-asked', -1744],
    ['not-running', -600],
    ['does-not-start', -10810],
    ['quits', -609],
    ['timed-out', -1712],
    ['locked', -1712],
    ['refused', -10000],
    ['not-saved', -10025],
    ['not-found', -1728],
    ['cancelled', -128],
    ['missing', -1728],
  ] as const)('%s is %i', async (kind, number) => {
    expect(await scriptMac({ faults: [{ app: 'Notes', kind }] }).errorOf(tell('Notes', 'count notes'))).toBe(
      number,
    );
  });

  test('a fault that is over stays over', async () => {
    const { errorOf } = scriptMac({ faults: [{ app: 'Notes', kind: 'refused', times: 2 }] });
    const source = tell('Notes', 'count notes');
    expect([await errorOf(source), await errorOf(source), await errorOf(source)]).toEqual([
      -10000, -10000, 0,
    ]);
  });
});
