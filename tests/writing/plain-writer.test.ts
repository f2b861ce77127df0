import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlText } from '../../src/text/html.ts';
import { createPlainWriter } from '../../src/writing/plain-writer.ts';

const options = { signal: new AbortController().signal, progress: () => {} };
const body = async (
  context: string,
  mail: { subject?: string; attachments?: string[]; names?: string[]; purpose?: 'new' | 'forward' } = {},
) =>
  createPlainWriter().mailBody(
    {
      purpose: mail.purpose ?? 'new',
      context,
      subject: mail.subject ?? '',
      thread: '',
      attachments: mail.attachments ?? [],
      recipientNames: mail.names ?? ['Ana Silva'],
      senderName: 'Alex',
    },
    options,
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
  ['the flights to Rome', 'I am writing to you about the flights to Rome.'],
  ['the party on saturday', 'I am writing to you about the party on Saturday.'],
  ['the sprint retro notes being online', 'I am writing to you about the sprint retro notes being online.'],
  ['her package', 'I am writing to you about your package.'],
  ['the train leaves at 5', 'The train leaves at 5.'],
  ['the all-hands moves to Thursday', 'The all-hands moves to Thursday.'],
  ['the kids love it', 'The kids love it.'],
  ['the price went up', 'The price went up.'],
  ['thanks for yesterday', 'Thanks for yesterday.'],
  ["we won't make it, sorry", "We won't make it, sorry."],
  ['asking if she can send me her notes', 'Can you send me your notes?'],
  ['the deck is attached, could he look at slide 4', 'The deck is attached, could you look at slide 4?'],
  ["I'm out until July 4th, 2027", "I'm out until July 4th, 2027."],
  ["here's the link https://x.example/j?a=1&b=2", "Here's the link https://x.example/j?a=1&b=2"],
  ['merci beaucoup pour hier', 'Merci beaucoup pour hier.'],
  ['明日は休みます。', '明日は休みます。'],
  ['her to double-check the total', 'Please double-check the total.'],
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
  ['he still owes me $20', 'You still owe me $20.'],
  ['im omw', 'im omw'],
  ['about the parking space', 'about the parking space'],
  ['', ''],
  ['if the keys fit', 'Do you know if the keys fit?'],
])('the text message “%s” reads “%s”', (gist, written) => {
  expect(createPlainWriter().textMessage(gist)).toBe(written);
});

test.each([
  [['Ana Silva', 'Bo Ek'], 'Hi Ana and Bo,'],
  [['Ana', 'Bo', 'Cy'], 'Hi Ana, Bo and Cy,'],
  [['A', 'B', 'C', 'D'], 'Hi all,'],
  [['Dr. Ana Silva'], 'Hi Dr. Silva,'],
  [['Prof. Ek'], 'Hi Prof. Ek,'],
  [['Silva, Ana'], 'Hi Ana,'],
  [['Acme Support'], 'Hi Acme Support,'],
  [['ana'], 'Hi Ana,'],
  [['ana@x.example'], 'Hi,'],
  [['Ana', 'bo@x.example'], 'Hi,'],
  [[], 'Hi,'],
])('%j are greeted “%s”', async (names, greeted) => {
  expect((await body('we won', { names })).split('\n')[0]).toBe(greeted);
});

test('several are spoken to as several', async () => {
  expect(await body('they can bring their kids', { names: ['Ana', 'Bo'] })).toContain(
    'You can bring your kids.',
  );
});

test('a forwarded mail has neither greeting nor sign-off', async () => {
  expect(await body('please read', { purpose: 'forward' })).toBe('Please read.\n\nAlex');
});

test.each([
  ['that her visa was granted', 'Your visa was granted'],
  ['if she can come', 'Can you come?'],
  [
    'asking if the Lisbon trip is approved by now and what it costs',
    'The Lisbon trip is approved by now and',
  ],
  ['about the parking space', 'The parking space'],
  ['https://x.example', 'For you'],
])('the subject of “%s” is “%s”', (gist, subject) => {
  expect(createPlainWriter().subject(gist)).toBe(subject);
});

const note = async (content: string, existing = '', name = 'Note') =>
  createPlainWriter().noteBody({ name, content, existing }, options);
const lines = (...all: string[]) => all.map((line) => `<div>${line}</div>`).join('');

describe('a note', () => {
  test.each([
    ['the garage code is <9034>', 'the garage code is <9034>', 'Garage'],
    ['lentils, ghee and cumin', 'lentils, ghee and cumin', 'Dal'],
    ['lentils, ghee and cumin', 'Lentils\nGhee\nCumin', 'Shopping list'],
    ['call Bo, the plumber', 'call Bo, the plumber', 'To-do'],
    ['', '', 'Empty list'],
  ])('of “%s” reads %j', async (content, text, name) =>
    expect(htmlText(await note(content, '', name))).toBe(text),
  );

  const capital = lines('Shopping list', 'Milk', 'Bread', 'Olive oil');
  test.each([
    ['a capital as the others have', capital, 'tent and lantern', lines('Tent and lantern')],
    ['several in a row, an item each', capital, 'lentils, ghee and cumin', lines('Lentils', 'Ghee', 'Cumin')],
    ['several lines stay', capital, 'a\nb', lines('a', 'b')],
    ['a link stays', capital, 'https://x.example', lines('https://x.example')],
    ['a dash', lines('Todo', '- call Bo', '- rent'), 'buy a lamp', lines('- buy a lamp')],
    [
      'the next number',
      lines('Plan', '1. wake', '2. run'),
      'eat, rest and sleep',
      lines('3. eat', '4. rest', '5. sleep'),
    ],
    [
      'a bullet of Notes',
      `${lines('Todo')}<ul><li>Call Bo</li><li>Rent</li></ul>`,
      'a <b>',
      '<ul><li>A &lt;b&gt;</li></ul>',
    ],
    [
      'prose stays prose',
      lines('Diary', 'We went to the lake today and swam.', 'It rained.'),
      'home, bath and bed',
      lines('home, bath and bed'),
    ],
    ['a note of one line tells no tone', lines('Log', 'Mon: 5 km'), 'ran 5 km', lines('ran 5 km')],
  ])('that is added to: %s', async (_, existing, content, html) =>
    expect(await note(content, existing)).toBe(html),
  );

  test('whatever is added is there to the letter, letters’ case aside, and is no markup', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('', capital, lines('a', '- b', '- c')),
        async (content, existing) => {
          const html = await note(content, existing);
          expect(html.replace(/<\/?(?:div|ul|li|br)>/g, '')).not.toMatch(/[<>]/);
          const letters = (text: string) => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
          if (!/,|&/.test(content)) expect(letters(htmlText(html))).toBe(letters(content));
        },
      ),
      { numRuns: 300 },
    );
  });
});
