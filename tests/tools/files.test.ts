import { describe, expect, test } from 'vitest';
import { textPdf } from '../../src/mac/simulated/pdf.ts';
import { scannedPdf } from '../helpers/pdf.ts';
import { workbench } from '../helpers/tools.ts';

const pdf = (...pages: string[]) => textPdf(pages).toString('base64');
const files = [
  {
    path: '/Users/alex/Documents/Budget 2026.pdf',
    modified: '2026-10-01T09:00:00',
    base64: pdf('The budget rises by four percent. Rent stays the same.', 'Travel is cut by a third.'),
  },
  { path: '/Users/alex/Documents/Budget 2026.xlsx', modified: '2026-11-01T09:00:00', text: 'a,b' },
  { path: '/Users/alex/Pictures/Café.JPG', text: 'x' },
];

describe('open_and_get_file_path', () => {
  test.each([
    ['Budget 2026.pdf', '/Users/alex/Documents/Budget 2026.pdf'],
    ['the budget pdf', '/Users/alex/Documents/Budget 2026.pdf'],
    ['budget spreadsheet', '/Users/alex/Documents/Budget 2026.xlsx'],
    ['the cafe photo', '/Users/alex/Pictures/Café.JPG'],
    ['/Users/alex/Pictures/Café.JPG', '/Users/alex/Pictures/Café.JPG'],
  ])('%s is opened', async (file_name, path) => {
    const { run, world } = workbench({ files });
    expect(await run('open_and_get_file_path', { file_name })).toBe(path);
    expect(world.opened).toEqual([path]);
  });

  test('the kind of file the request names behind its name tells two apart', async () => {
    const { run, questions } = workbench({ files }, { query: 'mail Sid the budget PDF' });
    expect(await run('open_and_get_file_path', { file_name: 'the budget' })).toBe(
      '/Users/alex/Documents/Budget 2026.pdf',
    );
    expect(questions).toEqual([]);
  });

  test('of two that fit as well the user chooses, newest first', async () => {
    const { run, questions } = workbench({ files }, { choose: [0] });
    expect(await run('open_and_get_file_path', { file_name: 'budget' })).toBe(
      '/Users/alex/Documents/Budget 2026.xlsx',
    );
    expect(questions[0]?.choices).toEqual([
      { label: 'Budget 2026.xlsx', detail: 'in /Users/alex/Documents, changed November 1, 2026' },
      { label: 'Budget 2026.pdf', detail: 'in /Users/alex/Documents, changed October 1, 2026' },
    ]);
  });

  test('a file that is not there is said, and nothing is opened', async () => {
    const { run, world } = workbench({ files });
    await expect(run('open_and_get_file_path', { file_name: 'taxes' })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(world.opened).toEqual([]);
  });
});

describe('summarize_pdf', () => {
  test('a PDF named in words is read page by page', async () => {
    const summary = await workbench({ files }).run('summarize_pdf', { pdf_path: 'budget' });
    expect(summary).toContain('The budget rises by four percent.');
  });

  test('what is no PDF is told from one without text', async () => {
    const { run } = workbench({
      files: [
        { path: '/a/Fake.pdf', text: 'not a pdf' },
        { path: '/a/Scan.pdf', base64: scannedPdf().toString('base64') },
      ],
    });
    await expect(run('summarize_pdf', { pdf_path: '/a/Fake.pdf' })).rejects.toThrow(
      'is not a PDF that can be read',
    );
    await expect(run('summarize_pdf', { pdf_path: 'scan' })).rejects.toThrow('pictures of pages only');
  });
});
