import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSpeech } from '../../src/request/speech.ts';

const written = (said: string) => readSpeech(said).text;

describe('spoken forms are written out', () => {
  test.each([
    // times
    ['at five thirty pm', 'At 5:30 pm'],
    ['at five thirty p.m.', 'At 5:30 pm'],
    ['at five thirty P.M. sharp', 'At 5:30 pm sharp'],
    ['at five thirty p m', 'At 5:30 pm'],
    ['meet at five', 'Meet at 5'],
    ['by nine', 'By 9'],
    ["meet at three o'clock", "Meet at 3 o'clock"],
    ['three o’clock works', "3 o'clock works"],
    ['at half past six', 'At 6:30'],
    ['at quarter to nine', 'At 8:45'],
    ['at a quarter past ten', 'At a 10:15'],
    ['at ten past four', 'At 4:10'],
    ['at twenty to nine', 'At 8:40'],
    ['at twelve oh five am', 'At 12:05 am'],
    ['at seven oh five', 'At 7:05'],
    ['seven am tomorrow', '7 am tomorrow'],
    ['tomorrow seven forty five', 'Tomorrow 7:45'],
    ['seventeen hundred hours', '17:00'],
    ['from five to six pm', 'From 5 to 6 pm'],
    ['from nine to five', 'From 9 to 5'],
    ['between two and four', 'Between 2 and 4'],
    ['between two thirty and four', 'Between 2:30 and 4'],
    ['until eleven fifteen', 'Until 11:15'],
    ['around six thirty', 'Around 6:30'],
    ['noon tomorrow', 'Noon tomorrow'],
    // dates
    ['on november twenty fifth', 'On November 25th'],
    ['on the twenty first of may', 'On the 21st of May'],
    ['on the third of june', 'On the 3rd of June'],
    ['on march third twenty twenty seven', 'On March 3rd 2027'],
    ['on march the tenth', 'On March the 10th'],
    ['on may fifth', 'On May 5th'],
    ['december thirty first', 'December 31st'],
    ['on the fifteenth', 'On the 15th'],
    ['on april twelve', 'On April 12'],
    ['in june twenty thirty', 'In June 2030'],
    ['the first thing tomorrow', 'The first thing tomorrow'],
    ['wait a second', 'Wait a second'],
    ['you may go', 'You may go'],
    // numbers
    ['twenty five eggs', '25 eggs'],
    ['twenty-five eggs', '25 eggs'],
    ['one hundred and twenty three apples', '123 apples'],
    ['a hundred people', '100 people'],
    ['two thousand words', '2000 words'],
    ['twelve thousand five hundred words', '12,500 words'],
    ['a million reasons', '1,000,000 reasons'],
    ['three point five percent', '3.5%'],
    ['fifty percent off', '50% off'],
    ['twenty dollars', '$20'],
    ['two thousand five hundred dollars', '$2500'],
    ['five dollars', '$5'],
    ['in five minutes', 'In 5 minutes'],
    ['in an hour and a half', 'In an hour and a half'],
    ['for two hours', 'For 2 hours'],
    ['one of them', 'One of them'],
    ['two friends', 'Two friends'],
    ['room one two three four', 'Room 1234'],
    ['room five', 'Room 5'],
    ['chapter twelve', 'Chapter 12'],
    ['gate twenty two', 'Gate 22'],
    ['bread, milk and ten rolls', 'Bread, milk and 10 rolls'],
    ['ten, twenty and thirty', '10, 20 and 30'],
    // addresses, numbers, files
    ['email sid at example dot com', 'Email sid@example.com'],
    ['email sid two two at example dot com now', 'Email sid22@example.com now'],
    ['write to first dot last at mail dash host dot co dot uk', 'Write to first.last@mail-host.co.uk'],
    ['cc a underscore b at example dot org', 'Cc a_b@example.org'],
    ['send it to sid@example.com', 'Send it to sid@example.com'],
    ['mail sid at example.com', 'Mail sid@example.com'],
    ['meet me at example dot com', 'Meet me at example.com'],
    ['look at the plan', 'Look at the plan'],
    ['call five five five one two three four', 'Call 5551234'],
    ['call five five five, one two three four', 'Call 5551234'],
    ['text plus one four one five five five five oh one oh one', 'Text +14155550101'],
    ['call oh seven nine double one two three', 'Call 0791123'],
    ['call 555-1234', 'Call 555-1234'],
    ['call 5 5 5 1 2 3 4', 'Call 5551234'],
    ['open budget dot pdf', 'Open budget.pdf'],
    ['open budget dot p d f', 'Open budget.pdf'],
    ['attach report dot docx please', 'Attach report.docx please'],
    // capitals and ends
    ["i think i'm late on monday", "I think I'm late on Monday"],
    ['what is the plan', 'What is the plan?'],
    ['where is it.', 'Where is it.'],
    ['set up a zoom', 'Set up a Zoom'],
    ['text amir', 'Text amir'],
    ['iPhone first', 'iPhone first'],
    ["mondays are fine, sunday's not", "Mondays are fine, Sunday's not"],
    // fillers
    ["um text amir uh that i'm late", "Text amir that I'm late"],
    ['remind me at, um, five', 'Remind me at 5'],
    ["it's, you know, late", "It's late"],
    ['so, remind me', 'Remind me'],
    ['the the plan', 'The plan'],
    ['I I think', 'I think'],
    ['I know that that is right', 'I know that that is right'],
    ['you know Sam', 'You know Sam'],
    ['it is late, um.', 'It is late.'],
    ['I like it', 'I like it'],
    // corrections
    ['lunch on tuesday no wait wednesday at noon', 'Lunch on Wednesday at noon'],
    ['lunch tuesday at five no wednesday at six', 'Lunch Wednesday at 6'],
    ['remind me at five, no, six', 'Remind me at 6'],
    ['remind me at five thirty, sorry, six thirty', 'Remind me at 6:30'],
    ['remind me at five no make that six pm', 'Remind me at 6 pm'],
    ["text Sam, I mean Sid, that I'm late", "Text Sid, that I'm late"],
    ['send it to Sam, no, to Sid', 'Send it to Sid'],
    ['meet Tuesday with Sam no Wednesday', 'Meet Wednesday with Sam'],
    ['text amir, scratch that, email amir', 'Email amir'],
    ['for two no three hours', 'For 3 hours'],
    ['say no to Sam', 'Say no to Sam'],
    ['tell her sorry', 'Tell her sorry'],
    ['tell Sam no one is coming', 'Tell Sam no one is coming'],
    ["tell Bob I'm sorry Ana is late", "Tell Bob I'm sorry Ana is late"],
    ['text Sam that I actually like it', 'Text Sam that I actually like it'],
    ['wait for Sam', 'Wait for Sam'],
  ])('%s → %s', (said, text) => {
    expect(written(said)).toBe(text);
  });
});

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tensWords = '. . twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
function spell(value: number): string {
  if (value < 20) return ones[value] ?? '';
  if (value < 100)
    return [tensWords[Math.floor(value / 10)], ...(value % 10 > 0 ? [ones[value % 10]] : [])].join(' ');
  if (value < 1000)
    return [ones[Math.floor(value / 100)], 'hundred', ...(value % 100 > 0 ? [spell(value % 100)] : [])].join(
      ' ',
    );
  return [
    spell(Math.floor(value / 1000)),
    'thousand',
    ...(value % 1000 > 0 ? [spell(value % 1000)] : []),
  ].join(' ');
}

describe('every', () => {
  test('minute of the day, said with am or pm, is written with a colon', () => {
    for (let hour = 1; hour <= 12; hour++) {
      for (let minute = 0; minute < 60; minute++) {
        const minutes = minute === 0 ? '' : minute < 10 ? ` oh ${ones[minute]}` : ` ${spell(minute)}`;
        for (const half of ['am', 'pm']) {
          const clock = minute === 0 ? `${hour}` : `${hour}:${String(minute).padStart(2, '0')}`;
          expect(written(`call at ${ones[hour]}${minutes} ${half}`)).toBe(`Call at ${clock} ${half}`);
        }
      }
    }
  });

  test('number from ten to 999,999 is written in digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 999_999 }), (value) => {
        const digits = value >= 10_000 ? value.toLocaleString('en-US') : String(value);
        expect(written(`add ${spell(value)} apples`)).toBe(`Add ${digits} apples`);
      }),
    );
  });

  test('number of dollars and percent has its sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (value) => {
        expect(written(`pay ${spell(value)} dollars`)).toBe(`Pay $${value}`);
        expect(written(`add ${spell(value)} percent`)).toBe(`Add ${value}%`);
      }),
    );
  });

  test('phone number of seven to eleven digits, said one by one, is written as one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 11 }), (digits) => {
        expect(written(`call ${digits.map((digit) => ones[digit]).join(' ')} now`)).toBe(
          `Call ${digits.join('')} now`,
        );
      }),
    );
  });

  test('address of two words at a domain is written as one', () => {
    const word = fc.constantFrom('anna', 'ben', 'carla', 'dimitri', 'post', 'office', 'mail', 'lab');
    fc.assert(
      fc.property(word, word, word, fc.constantFrom('com', 'org', 'net'), (a, b, host, end) => {
        expect(written(`email ${a} dot ${b} at ${host} dot ${end} today`)).toBe(
          `Email ${a}.${b}@${host}.${end} today`,
        );
      }),
    );
  });

  test('text at all comes back as text, and what was written comes back the same', () => {
    const token = fc.constantFrom(
      ...'no wait, sorry I mean at five thirty pm dot com and hundred twenty, um the the Sam half past quarter to , . ? “ scratch that'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(token).map((tokens) => tokens.join(' ')),
        ),
        (said) => {
          const once = readSpeech(said, { names: ['Sam Okafor', 'Sid Raman'] }).text;
          expect(once).toBe(once.trim());
          expect(typeof readSpeech(once).text).toBe('string');
        },
      ),
    );
  });
});

test('requests as people type them keep every word but numbers in words', () => {
  const typed = readFileSync(new URL('../evaluation/heldout.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { query: string }).query)
    .filter(
      (query) =>
        !/\b(?:one|two|three|five|six|seven|eight|nine|ten|eleven|twelve|twenty|third|tenth|um|four|\w+teenth)\b/i.test(
          query,
        ),
    );
  const plain = (text: string) => text.toLowerCase().replace(/\?$/, '').trim();
  expect(typed.map(written).map(plain)).toEqual(typed.map(plain));
});

describe('names', () => {
  const names = [
    'Sid Raman',
    'Lutfi Erdem',
    'Ana Silva',
    'Zoë van Dijk',
    'Sarah Jensen',
    'Maya Patel',
    'Tom Becker',
    'Priya Nair',
    'John Reed',
    'Joan Baez',
    'Will Grace',
  ];
  const heard = (said: string) => readSpeech(said, { names });

  test.each([
    ['text lootfy that i am late', 'Text Lutfi that I am late'],
    ['text said that i am late', 'Text Sid that I am late'],
    ['set up a zoom with loot fee and sid raman', 'Set up a Zoom with Lutfi and Sid Raman'],
    ['email Sara, Maia and Anna', 'Email Sarah, Maya and Ana'],
    ["what is maia's phone number", "What is Maya's phone number?"],
    ['Send it to Lootfy', 'Send it to Lutfi'],
    ['text zoe', 'Text Zoë'],
    ['call preeya', 'Call Priya'],
    ['text tom', 'Text Tom'],
  ])('%s → %s', (said, text) => {
    expect(heard(said).text).toBe(text);
  });

  test.each([
    'Call them',
    'Directions to Sidney',
    'Set up a meeting',
    'Text her that I will be late',
    'See you at said',
    'Email everyone',
    'I said no',
  ])('no name is heard in “%s”', (said) => {
    expect(heard(said)).toEqual({ text: said, names: [] });
  });

  test('a name that sounds like two stays as it was heard, and both are told', () => {
    const { text, names: told } = heard('text Jon that I am late');
    expect(text).toBe('Text Jon that I am late');
    expect(told).toEqual([
      { heard: 'Jon', candidates: expect.arrayContaining(['John', 'Joan']), isSure: false },
    ]);
  });

  test('without names nothing is changed', () => {
    expect(readSpeech('text lootfy').text).toBe('Text lootfy');
  });
});
