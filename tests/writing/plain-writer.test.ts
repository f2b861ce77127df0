import { expect, test } from 'vitest';
import { createPlainWriter } from '../../src/writing/plain-writer.ts';
import { summarise } from '../../src/writing/summary.ts';

const { signal } = new AbortController();
const body = async (
  context: string,
  mail: { subject?: string; attachments?: string[]; names?: string[]; purpose?: 'new' | 'forward' } = {},
) =>
  createPlainWriter().mailBody(
    {
      purpose: mail.purpose ?? 'new',
      context,
      subject: mail.subject ?? '',
      attachments: mail.attachments ?? [],
      recipientNames: mail.names ?? ['Ana Silva'],
      senderName: 'Alex',
    },
    { signal },
  );

test.each([
  ["that I'm late", "I'm late."],
  ['if she can come', 'Can you come?'],
  ['to bring her keys', 'Please bring your keys.'],
  ['the parking space', 'I am writing to you about the parking space.'],
  ['about the parking space', 'I am writing to you about the parking space.'],
  ['the keys are under the mat', 'The keys are under the mat.'],
  ['my train was cancelled', 'My train was cancelled.'],
  ['thanks a lot!', 'Thanks a lot!'],
])('“%s” is written as “%s”', async (gist, written) => {
  expect(await body(gist)).toBe(`Hi Ana,\n\n${written}\n\nBest regards,\nAlex`);
});

test('a bare link or number is told with what it is', async () => {
  expect(await body('https://maps.apple.com/?q=x', { subject: 'Zilker Park' })).toContain(
    '\n\nZilker Park: https://maps.apple.com/?q=x\n\n',
  );
  expect(await body('+1 415 555 0101', { subject: 'Bo’s phone number' })).toContain(
    '\n\nBo’s phone number: +1 415 555 0101\n\n',
  );
});

test('files are mentioned, unless the words do', async () => {
  expect(await body('', { attachments: ['a.pdf', 'b.pdf'] })).toContain('I have attached a.pdf and b.pdf.');
  expect(await body('see the attached draft', { attachments: ['a.pdf'] })).not.toContain('I have attached');
});

test('text from elsewhere stays as it is', async () => {
  expect(await body('Line one\nline two if he can')).toContain('Line one\nline two if he can');
});

test.each([
  ['if he can present', 'Can you present?'],
  ['to bring his laptop', 'Please bring your laptop.'],
  ["that I'm late", "I'm late."],
  ["I'm late", "I'm late"],
  ['whether she wants my spare ticket', 'Do you want my spare ticket?'],
  ["if they're free tonight", 'Are you free tonight?'],
  ['if the keys fit', 'Do you know if the keys fit?'],
])('the text message “%s” reads “%s”', (gist, written) => {
  expect(createPlainWriter().textMessage(gist)).toBe(written);
});

test('several people are greeted, many are not listed', async () => {
  expect(await body('we won', { names: ['Ana Silva', 'Bo Ek'] })).toMatch(/^Hi Ana and Bo,/);
  expect(await body('we won', { names: ['A', 'B', 'C', 'D'] })).toMatch(/^Hi,/);
});

test('a forwarded mail has neither greeting nor sign-off', async () => {
  expect(await body('please read', { purpose: 'forward' })).toBe('Please read.\n\nAlex');
});

test('a summary is made of the document’s own sentences, in their order', () => {
  const pages = [
    'The budget rises. Rent stays at 36,000 dollars a year because the lease was renewed.',
    'Travel is cut by a third this year. The budget for travel was too high.',
  ];
  const lines = summarise(pages).split('\n');
  const whole = pages.join(' ');
  expect(lines.every((line) => whole.includes(line.replace(/ \(p\. \d+\)$/, '')))).toBe(true);
});
