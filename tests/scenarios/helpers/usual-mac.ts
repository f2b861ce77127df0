import { textPdf } from '../../../src/mac/simulated/pdf.ts';
import type { WorldInput } from '../../../src/mac/simulated/world.ts';

const person = (firstName: string, lastName: string, organization: string, digits: string) => ({
  id: `P-${firstName}-${lastName}`,
  firstName,
  lastName,
  ...(organization === '' ? {} : { organization }),
  phones: [{ id: `PH-${digits}`, label: '_$!<Mobile>!$_', value: `+1 555 ${digits}` }],
  emails: [
    {
      id: `EM-${digits}`,
      label: '_$!<Work>!$_',
      value: `${firstName}.${lastName}@mail.example`.toLowerCase(),
    },
  ],
});

/** A PDF of these pages. */
export const pdf = (path: string, ...pages: readonly string[]) => ({
  path,
  base64: textPdf(pages).toString('base64'),
});

/** A message in the inbox, selected. */
export const selectedMail = (message: {
  subject: string;
  sender: string;
  content: string;
}): WorldInput['mail'] => ({
  accounts: [
    {
      id: 'MA-1',
      name: 'Mail',
      emailAddresses: ['alex@mail.example'],
      mailboxes: [
        {
          name: 'INBOX',
          messages: [{ id: 7, toRecipients: [{ address: 'alex@mail.example' }], ...message }],
        },
      ],
    },
  ],
  selection: [7],
});

/** Notes in the usual folder; the first line of each is its name. */
export const notes = (...texts: readonly string[]): WorldInput['notes'] => ({
  accounts: [
    {
      id: 'NA-1',
      folders: [
        { id: 'NF-1', name: 'Notes', notes: texts.map((text, index) => ({ id: `N-${index}`, text })) },
        { id: 'NF-2', name: 'Work' },
      ],
    },
  ],
});

/** The Mac of Alex: a few of everything, two people called Sam, an email selected. */
export const usualMac = {
  people: [
    person('Ana', 'Silva', '', '0101'),
    person('Ben', 'Carter', 'Northwind', '0102'),
    person('Sam', 'Okafor', 'Northwind', '0103'),
    person('Sam', 'Lindqvist', 'Acme', '0104'),
    person('Zoë', 'van Dijk', '', '0105'),
    person('Robert', 'Keller', '', '0106'),
  ],
  mail: selectedMail({
    subject: 'Budget on Thursday',
    sender: 'Ana Silva <ana.silva@mail.example>',
    content: 'Can we go through it at 10?',
  }),
  notes: notes('Trip\nPack the tent', 'Shopping list\nMilk', 'Address\n48 Alder Street'),
  calendars: [{ name: 'Home' }, { name: 'Work' }, { name: 'Holidays', writable: false }],
  reminderLists: [
    { id: 'RL-1', name: 'Reminders' },
    { id: 'RL-2', name: 'Errands' },
  ],
  files: [
    pdf(
      '/Users/alex/Documents/Survey.pdf',
      'Two hundred customers answered the survey. Nine in ten would recommend the studio to a friend.',
    ),
    { path: '/Users/alex/Documents/Budget.xlsx', text: 'month,amount' },
  ],
} satisfies WorldInput;
