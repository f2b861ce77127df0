import { describe, expect, test } from 'vitest';
import { workbench } from '../helpers/tools.ts';

const people = [
  { firstName: 'Sid', lastName: 'Raman', emails: [{ value: 'sid@acme.example' }] },
  { firstName: 'Ana', lastName: 'Silva', emails: [{ value: 'ana@studio.example' }] },
];
const files = [{ path: '/Users/alex/Documents/Budget 2026.pdf', text: 'x' }];
const mailbox = {
  accounts: [
    {
      name: 'Work',
      emailAddresses: ['alex@studio.example'],
      mailboxes: [
        {
          name: 'INBOX',
          messages: [
            { id: 7, subject: 'Lunch', sender: 'Ana Silva <ana@studio.example>', content: 'Shall we?' },
          ],
        },
      ],
    },
  ],
  selection: [7],
};
const world = { people, files, mail: mailbox };

describe('compose_new_email', () => {
  test('a draft with recipients, copy, body and attachment stands open, unsent', async () => {
    const { run, world: after } = workbench(world);
    const said = await run('compose_new_email', {
      recipients: ['Sid'],
      cc: ['ana@studio.example'],
      subject: 'Budget "final"',
      context: 'that the budget is done',
      attachments: ['budget'],
    });
    expect(said).toBe(
      'An email to Sid Raman (sid@acme.example), with a copy to ana@studio.example is ready in Mail: “Budget "final"”, with Budget 2026.pdf. Look it over and send it.',
    );
    expect(after.mail.outgoingMessages).toMatchObject([
      {
        subject: 'Budget "final"',
        content:
          'Hi Sid,\n\nThe budget is done.\n\nI have attached Budget 2026.pdf.\n\nBest regards,\nAlex Morgan',
        toRecipients: [{ name: 'Sid Raman', address: 'sid@acme.example' }],
        ccRecipients: [{ address: 'ana@studio.example' }],
        attachments: ['/Users/alex/Documents/Budget 2026.pdf'],
        visible: true,
        sent: false,
      },
    ]);
  });

  test('somebody looked up before is greeted by name', async () => {
    const { run, world: after } = workbench(world);
    const address = await run('get_email_address', { name: 'Ana' });
    await run('compose_new_email', {
      recipients: [address],
      cc: [],
      subject: 'Hi',
      context: 'I am late',
      attachments: [],
    });
    expect(after.mail.outgoingMessages[0]?.content).toContain('Hi Ana,');
  });

  test('nobody to write to is said', async () => {
    await expect(
      workbench(world).run('compose_new_email', {
        recipients: [],
        cc: [],
        subject: 'Hi',
        context: '',
        attachments: [],
      }),
    ).rejects.toThrow('Say who the email is for.');
  });
});

describe('reply_to_email', () => {
  test('the reply stands open with the text on the clipboard, since Mail drops what a script writes', async () => {
    const { run, world: after } = workbench(world);
    const said = await run('reply_to_email', {
      cc: ['Sid'],
      context: 'Monday works fine',
      attachments: ['Budget 2026.pdf'],
    });
    expect(said).toContain('the text is on the clipboard');
    expect(after.clipboard).toBe(
      'Hi Ana,\n\nMonday works fine.\n\nI have attached Budget 2026.pdf.\n\nBest regards,\nAlex Morgan',
    );
    expect(after.mail.outgoingMessages).toMatchObject([
      {
        subject: 'Re: Lunch',
        toRecipients: [{ name: 'Ana Silva', address: 'ana@studio.example' }],
        ccRecipients: [{ name: 'Sid Raman', address: 'sid@acme.example' }],
        attachments: ['/Users/alex/Documents/Budget 2026.pdf'],
        visible: true,
        sent: false,
      },
    ]);
  });

  test('without a selected email the user is told to select one', async () => {
    const { run, world: after } = workbench({ ...world, mail: { ...mailbox, selection: [] } });
    await expect(run('reply_to_email', { cc: [], context: 'yes', attachments: [] })).rejects.toThrow(
      'Select the one to answer in Mail',
    );
    expect(after.mail.outgoingMessages).toEqual([]);
  });
});

test('forward_email: the selected email, addressed, without a text stays off the clipboard', async () => {
  const { run, world: after } = workbench({ ...world, clipboard: 'mine' });
  expect(await run('forward_email', { recipients: ['Sid'], cc: [], context: '', attachments: [] })).toBe(
    'The email, forwarded to Sid Raman (sid@acme.example) is open in Mail: “Fwd: Lunch”. Look it over and send it.',
  );
  expect(after.clipboard).toBe('mine');
  expect(after.mail.outgoingMessages).toMatchObject([
    { toRecipients: [{ address: 'sid@acme.example' }], visible: true, sent: false },
  ]);
});

test('Mail without permission: the user is told where to allow it', async () => {
  const { run } = workbench({ ...world, faults: [{ app: 'Mail', kind: 'not-permitted' }] });
  await expect(run('reply_to_email', { cc: [], context: 'yes', attachments: [] })).rejects.toMatchObject({
    code: 'not-permitted',
    message: expect.stringContaining('Privacy & Security › Automation'),
  });
});
