import { expect, test } from 'vitest';
import { textPdf } from '../../src/mac/simulated/pdf.ts';
import { pdfPages } from '../../src/tools/files/pdf-pages.ts';
import { blankPdf, lockedPdf, scannedPdf } from '../helpers/pdf.ts';

const { signal } = new AbortController();
const read = (content: Uint8Array) => pdfPages(content, 'A.pdf', { signal, progress: () => {} });
const prose = 'The lease runs until March. Rent is due on the first of each month.';

test('a page is a string, in order', async () => {
  expect(await read(textPdf([prose, 'Second page.']))).toEqual(
    [prose, 'Second page.'].map((text) => expect.stringContaining(text)),
  );
});

test.each([
  ['needs a password', lockedPdf()],
  ['holds pictures of pages only', scannedPdf()],
  ['holds pictures of pages only', scannedPdf('Page 1')],
  ['is empty: there is nothing on its pages', blankPdf()],
  ['is an empty file', new Uint8Array()],
  ['is not a PDF', Buffer.from('PK\u0003\u0004 a picture')],
  ['is damaged', textPdf([prose]).subarray(0, 40)],
])('“A.pdf” %s', async (why, content) => {
  await expect(read(content)).rejects.toMatchObject({
    code: 'failed',
    message: expect.stringContaining(why),
  });
});

test('a long document tells how far the reading is, and stops at once when it is not wanted any more', async () => {
  const long = textPdf(Array.from({ length: 120 }, (_, index) => `Page ${index}. ${prose}`));
  const told: string[] = [];
  expect(await pdfPages(long, 'A.pdf', { signal, progress: (text) => told.push(text) })).toHaveLength(120);
  expect(told).toEqual([25, 50, 75, 100].map((page) => `Reading “A.pdf”: page ${page} of 120`));

  const controller = new AbortController();
  const stopped = pdfPages(long, 'A.pdf', {
    signal: controller.signal,
    progress: () => controller.abort(new Error('enough')),
  });
  await expect(stopped).rejects.toThrow('enough');
});
