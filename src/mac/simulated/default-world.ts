import { defaultPeople } from './default-people.ts';
import { textPdf } from './pdf.ts';
import { isoOf } from './script/dates.ts';
import { createWorld, type World, type WorldInput } from './world.ts';

/** The Mac of somebody who has used it for years, as it is on the day of `now`. */
export function createDefaultWorld(now: Date): World {
  /** A moment `days` from now. */
  const at = (days: number, hour: number, minute = 0): string =>
    isoOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour, minute));
  const home = '/Users/alex';
  return createWorld({
    user: { name: 'Alex Morgan', home },
    people: defaultPeople(),
    mail: {
      accounts: [
        {
          name: 'Work',
          fullName: 'Alex Morgan',
          emailAddresses: ['alex.morgan@fernhillstudio.example'],
          mailboxes: [
            { name: 'INBOX', messages: messages(at) },
            { name: 'Sent Messages' },
            { name: 'Drafts' },
            { name: 'Trash' },
          ],
        },
      ],
      selection: [101],
    },
    notes: { accounts: [{ name: 'iCloud', folders: noteFolders(at) }] },
    calendars: calendars(at, now.getFullYear() + 1),
    reminderLists: reminderLists(at),
    chats: [
      {
        participants: ['+14155550103'],
        messages: [
          { from: '+14155550103', text: 'Are we still on for today?', at: at(-1, 18, 4) },
          { from: 'me', text: 'Yes, see you at noon', at: at(-1, 18, 9) },
        ],
      },
    ],
    files: files(home, at),
  });
}

type At = (days: number, hour: number, minute?: number) => string;

const messages = (
  at: At,
): NonNullable<
  NonNullable<NonNullable<WorldInput['mail']>['accounts']>[number]['mailboxes']
>[number]['messages'] => [
  {
    id: 101,
    subject: 'Budget review on Thursday',
    sender: 'Sid Raman <sid.raman@acme.example>',
    toRecipients: [{ name: 'Alex Morgan', address: 'alex.morgan@fernhillstudio.example' }],
    ccRecipients: [{ name: 'Priya Nair', address: 'priya.nair@acme.example' }],
    dateReceived: at(0, 8, 42),
    content: 'Hi Alex,\n\ncan we go through the budget on Thursday at 10? I attached the draft.\n\nSid',
    mailAttachments: [{ name: 'Budget draft.xlsx' }],
  },
  {
    id: 102,
    subject: 'Photos from the lake',
    sender: 'Rosa Morgan <rosa.morgan@mail.example>',
    toRecipients: [{ address: 'alex.morgan@fernhillstudio.example' }],
    dateReceived: at(-1, 20, 15),
    content: 'Here they are at last. The one with the dog is my favourite.',
  },
  {
    id: 103,
    subject: 'Invoice 2043',
    sender: 'billing@harborbooks.example',
    toRecipients: [{ address: 'alex.morgan@fernhillstudio.example' }],
    dateReceived: at(-3, 9, 30),
    content: 'Please find invoice 2043 for October. It is due in 30 days.',
    readStatus: false,
  },
];

type Folders = NonNullable<NonNullable<NonNullable<WorldInput['notes']>['accounts']>[number]['folders']>;

const noteFolders = (at: At): Folders => [
  {
    name: 'Notes',
    notes: [
      note('Shopping list', ['Milk', 'Bread', 'Olive oil', 'Coffee beans'], at(-2, 19)),
      note('Packing list', ['Passport', 'Charger', 'Rain jacket', 'Hiking boots'], at(-9, 21)),
      note('Bucket list', ['See the northern lights', 'Learn to sail', 'Walk the Camino'], at(-80, 12)),
      note('Running log', ['Mon: 5 km, 27:10', 'Wed: 8 km, 45:02'], at(-1, 7)),
      note('Books to read', ['The Dispossessed', 'Piranesi', 'Stoner'], at(-30, 22)),
      note(
        'Reading list',
        ['https://longreads.example/deep-sea', 'https://essays.example/walking'],
        at(-12, 9),
      ),
      note('Movies', ['Stalker', 'Playtime'], at(-20, 23)),
      note('Gift ideas', ['Mom: garden shears', 'Lena: ceramics class'], at(-15, 18)),
      note('Home address', ['Alex Morgan', '48 Alder Street', 'Oakland, CA 94607'], at(-300, 10)),
      note('Wifi password', ['Network: alder48', 'Ask Alex for the password'], at(-200, 10)),
      {
        id: 'x-coredata://simulated/ICNote/p90',
        text: 'Diary\nNobody reads this.',
        passwordProtected: true,
        modificationDate: at(-4, 23),
      },
    ],
  },
  {
    name: 'Work',
    notes: [
      note(
        'Meeting notes',
        ['Budget: 4% more than last year', 'Sid sends the draft', 'Next review in a month'],
        at(-6, 15),
      ),
      note('Project ideas', ['A map of quiet cafés', 'Shared playlists for commuters'], at(-11, 16)),
      note('Roadmap', ['Q1: search', 'Q2: sharing', 'Q3: offline'], at(-21, 11)),
    ],
  },
  {
    name: 'Recipes',
    notes: [
      note('Pancakes', ['2 eggs', '200 g flour', '300 ml milk', 'A pinch of salt'], at(-40, 9)),
      note('Tomato soup', ['1 kg tomatoes', 'Basil', 'Cream'], at(-33, 18)),
    ],
  },
  { name: 'Personal' },
  {
    name: 'Travel',
    notes: [note('Lisbon', ['Tram 28', 'Pastéis in Belém', 'Miradouro at sunset'], at(-50, 20))],
  },
];

const note = (
  name: string,
  lines: readonly string[],
  modificationDate: string,
): NonNullable<Folders[number]['notes']>[number] => ({
  id: `x-coredata://simulated/ICNote/${name.toLowerCase().replaceAll(' ', '-')}`,
  text: [name, ...lines].join('\n'),
  creationDate: modificationDate,
  modificationDate,
});

const calendars = (at: At, nextYear: number): WorldInput['calendars'] => [
  {
    name: 'Home',
    events: [
      { uid: 'E-1', summary: 'Dentist', startDate: at(6, 9), endDate: at(6, 9, 45), location: 'City Clinic' },
      {
        uid: 'E-2',
        summary: 'Dinner with Lena',
        startDate: at(2, 19),
        endDate: at(2, 21),
        location: 'Trattoria Bianchi',
      },
    ],
  },
  {
    name: 'Work',
    events: [
      {
        uid: 'E-3',
        summary: 'Stand-up',
        startDate: at(1, 9, 30),
        endDate: at(1, 9, 45),
        recurrence: 'FREQ=DAILY;INTERVAL=1',
      },
      { uid: 'E-4', summary: 'Budget review', startDate: at(9, 10), endDate: at(9, 11), location: 'Room 4' },
    ],
  },
  {
    name: 'Family',
    events: [
      { uid: 'E-5', summary: 'Mom’s birthday', startDate: at(24, 0), endDate: at(25, 0), alldayEvent: true },
    ],
  },
  {
    name: 'US Holidays',
    writable: false,
    events: [
      {
        uid: 'E-6',
        summary: 'New Year’s Day',
        startDate: `${nextYear}-01-01T00:00:00`,
        endDate: `${nextYear}-01-02T00:00:00`,
        alldayEvent: true,
      },
    ],
  },
];

const reminderLists = (at: At): WorldInput['reminderLists'] => [
  {
    id: 'RL-1',
    name: 'Reminders',
    reminders: [
      { id: 'R-1', name: 'Renew the passport', alldayDueDate: at(30, 0), priority: 1 },
      { id: 'R-2', name: 'Call the plumber', dueDate: at(1, 9), remindMeDate: at(1, 9) },
    ],
  },
  {
    id: 'RL-2',
    name: 'Groceries',
    reminders: [
      { id: 'R-3', name: 'Eggs' },
      { id: 'R-4', name: 'Spinach' },
    ],
  },
  {
    id: 'RL-3',
    name: 'Chores',
    reminders: [{ id: 'R-5', name: 'Water the plants', alldayDueDate: at(2, 0) }],
  },
  { id: 'RL-4', name: 'Work', reminders: [] },
  { id: 'RL-5', name: 'Family', reminders: [] },
];

const files = (home: string, at: At): WorldInput['files'] => {
  const document = (name: string, modified: string, text: string) => ({
    path: `${home}/Documents/${name}`,
    modified,
    text,
  });
  const pdf = (path: string, modified: string, pages: readonly string[]) => ({
    path: `${home}/${path}`,
    modified,
    base64: textPdf(pages).toString('base64'),
  });
  return [
    pdf('Documents/Budget 2026.pdf', at(-5, 14), [
      'Budget 2026\n\nThis document sets out the budget of Fernhill Studio for 2026. Spending rises by four percent to 412,000 dollars. The largest share, 58 percent, goes to salaries. Rent stays at 36,000 dollars because the lease was renewed early.',
      'Travel is cut by a third: most client meetings are held by video. Two new laptops and a colour printer are planned for spring. The reserve of 30,000 dollars is not touched. The budget is reviewed every quarter, first on March 31.',
    ]),
    pdf('Documents/Contract Northwind.pdf', at(-18, 10), [
      'Services agreement between Fernhill Studio and Northwind. The term is twelve months from the date of signature. Either party may end it with thirty days of notice. Fees are paid within thirty days of an invoice. Work results belong to Northwind once they are paid for.',
    ]),
    pdf('Downloads/Attention.pdf', at(-60, 16), [
      'A note on attention. Attention lets a model weigh every word of a sentence against every other word. It replaced recurrence because it can be computed in parallel. The cost grows with the square of the length of the text.',
    ]),
    pdf('Downloads/Lease agreement.pdf', at(-90, 9), [
      'Lease of the flat at 48 Alder Street. The rent is 2,150 dollars a month, due on the first. The deposit is two months of rent. Pets are allowed with the written consent of the owner. The lease renews each year unless it is ended sixty days before.',
    ]),
    pdf('Documents/Survey.pdf', at(-14, 11), [
      'Customer survey. 240 customers answered. Nine in ten would recommend the studio. Most wish for faster answers to mail. The price is seen as fair by two thirds.',
    ]),
    pdf('Documents/Brief.pdf', at(-7, 12), [
      'Brief for the website of Harbor Books. The site shows new titles each week. Orders are collected in the shop. The tone is warm and short. Launch is planned for the first of April.',
    ]),
    pdf('Documents/Quote.pdf', at(-3, 12), [
      'Quote for the website of Harbor Books: design 4,200 dollars, texts 1,300 dollars, valid for thirty days.',
    ]),
    document('Budget 2025.xlsx', at(-200, 9), 'month,amount\nJanuary,31200\n'),
    document('Resume2026.docx', at(-44, 17), 'Alex Morgan. Designer.'),
    document('Notes-Apr27.docx', at(-210, 17), 'Meeting notes of April 27.'),
    document('Q3 report.docx', at(-40, 9), 'Third quarter: revenue up by six percent.'),
    document('Presentation draft.key', at(-8, 13), 'Slides'),
    { path: `${home}/Pictures/Photos.zip`, modified: at(-1, 20), base64: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' },
    { path: `${home}/Desktop/Screenshot.png`, modified: at(0, 7), base64: 'iVBORw0KGgo=' },
    {
      path: `${home}/Downloads/invoice-2043.pdf`,
      modified: at(-3, 9),
      base64: textPdf([
        'Invoice 2043 of Harbor Books. Amount due: 318 dollars. Payable within thirty days.',
      ]).toString('base64'),
    },
  ];
};
