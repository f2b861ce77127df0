import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { summarise } from '../../src/writing/summary.ts';

const { signal } = new AbortController();

/** Each line of a summary, with the page it names. */
const linesOf = (summary: string, pages: number) =>
  summary
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, words = '', page = '1'] = (pages > 1 ? /^(.*) \(p\. (\d+)\)$/s : /^(.*)$/s).exec(line) ?? [];
      return { words, page: Number(page) };
    });
/** Text without what setting it in lines adds: blanks, and hyphens at line ends. */
const letters = (text: string) => text.replace(/-\s*\n\s*/g, '').replace(/[\s-]+/g, '');

const word = fc.constantFrom(
  ...'budget rent travel lease the of and grows falls Dr. Ana Smith e.g. 3.5 percent well-known No. 7 in March (twice) “so” costs rise über naïve'.split(
    ' ',
  ),
);
const sentence = fc
  .tuple(
    fc.constantFrom('The', 'A', 'Rent', '7', 'Überall', '“So'),
    fc.array(word, { minLength: 2, maxLength: 16 }),
    fc.constantFrom('.', '?', '!', '.”'),
  )
  .map(([first, words, end]) => `${first} ${words.join(' ')}${end}`);
const block = fc.oneof(
  sentence,
  sentence,
  fc.constantFrom(
    '1 Introduction',
    'Contents ........ 4',
    '• a short item',
    '',
    'ACME Corp 2026',
    '© ACME. All rights reserved.',
  ),
);
const page = fc
  .array(fc.tuple(block, fc.constantFrom(' ', ' ', '\n', '\n\n')), { maxLength: 12 })
  .map((blocks) =>
    blocks
      .map((pair) => pair.join(''))
      .join('')
      .replace(/(?<=\p{L}{3})(?=\p{Ll}{3} )/gu, '-\n'),
  );

test('each line is on the very page it names, to the letter, and they are in order and few', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 12 }), async (pages) => {
      const lines = linesOf(await summarise(pages, { signal }), pages.length);
      expect(lines.length).toBeLessThanOrEqual(6);
      for (const { words, page } of lines) expect(letters(pages[page - 1] ?? '')).toContain(letters(words));
      expect(lines.map(({ page }) => page)).toEqual(lines.map(({ page }) => page).toSorted((a, b) => a - b));
      expect(new Set(lines.map(({ words }) => words)).size).toBe(lines.length);
    }),
    { numRuns: 60 },
  );
});

test('any text at all is summed up without an error', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 5 }),
      async (pages) => {
        for (const { words, page } of linesOf(await summarise(pages, { signal }), pages.length))
          expect(letters(pages[page - 1] ?? '')).toContain(letters(words));
      },
    ),
    { numRuns: 60 },
  );
});

/** A report of many pages: each with a running head, a page number and padding, some with a finding. */
function report(pages: number, findings: Readonly<Record<number, string>>): string[] {
  return Array.from({ length: pages }, (_, index) => {
    const number = index + 1;
    const padding = [
      `It was a day like many others in office ${number}.`,
      `Somebody went out for coffee near door ${number * 3} and came back.`,
    ];
    return [
      'Annual report of Harbor Books',
      ...padding,
      findings[number] ?? '',
      ...padding.map((one) => one.replace(/day|coffee/, 'night')),
      `Page ${number} of ${pages}`,
    ].join('\n');
  });
}
const findings = {
  2: 'Sales of printed books fell by nine percent while sales of audio books doubled.',
  31: 'The warehouse in Salem was sold, and its books moved to the warehouse in Dover.',
  58: 'Audio books now bring in more than printed books in every one of our shops.',
  80: 'We expect sales of audio books to pay for a new warehouse by next autumn.',
};

describe('a long document', () => {
  test('what it is about is found wherever it stands, with its page', async () => {
    const summary = await summarise(report(80, findings), { signal });
    for (const [page, words] of Object.entries(findings)) expect(summary).toContain(`${words} (p. ${page})`);
    expect(summary.split('\n').length).toBeLessThanOrEqual(10);
  });

  test('running heads and page numbers are no part of it', async () => {
    const summary = await summarise(report(80, findings), { signal });
    expect(summary).not.toMatch(/Annual report|Page \d+ of/);
  });

  test('a thousand pages take no longer than one waits, and can be stopped', async () => {
    const pages = report(1000, findings);
    const begun = performance.now();
    expect(linesOf(await summarise(pages, { signal }), pages.length)).toHaveLength(10);
    expect(performance.now() - begun).toBeLessThan(5000);
    const controller = new AbortController();
    const stopped = summarise(pages, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
  });
});

test('a sentence is not cut at an abbreviation, nor taken when the page cuts it', async () => {
  const pages = [
    'Dr. Smith of No. 7, e.g. the baker, paid 3.5 percent more rent than Mr. J. Jones.\nThe rest of the rent was paid by the',
    'owner of the house in the spring. The rent of the house will rise again in March.',
  ];
  expect(await summarise(pages, { signal })).toBe(
    'Dr. Smith of No. 7, e.g. the baker, paid 3.5 percent more rent than Mr. J. Jones. (p. 1)\nThe rent of the house will rise again in March. (p. 2)',
  );
});

test('headings and lists of contents are no sentences; a word that lines divide is whole again', async () => {
  const pages = [
    'Contents\nIntroduction ........ 3\nThe Lease\nThe lease of the ware-\nhouse ends in the year after next.',
  ];
  expect(await summarise(pages, { signal })).toBe('The lease of the warehouse ends in the year after next.');
});

test('slides without sentences give what they have', async () => {
  expect(await summarise(['Goals for the spring\nMore readers', 'Thanks'], { signal })).toContain(
    'Goals for the spring',
  );
});

test('German and Chinese are summed up too', async () => {
  const german = Array.from(
    { length: 30 },
    (_, index) => `Der Mann und die Frau gehen an Tag ${index} in den Park der Stadt.`,
  );
  german[17] = 'Die Miete steigt im April, und die Miete der Halle steigt mit der Miete des Lagers.';
  expect(await summarise([german.join(' ')], { signal })).toContain(german[17]);
  expect(await summarise(['今年预算增加了百分之四。办公室的租金保持不变。'], { signal })).toContain(
    '今年预算增加了百分之四。',
  );
});

test('no text, no summary', async () => expect(await summarise(['', ' \n '], { signal })).toBe(''));
