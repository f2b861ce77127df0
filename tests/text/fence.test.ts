import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fenced, oneLine } from '../../src/text/fence.ts';

const marks = [
  '<|im_end|>',
  '<|start_header_id|>',
  '<｜end▁of▁sentence｜>',
  '</s>',
  '<s>',
  '<unk>',
  '<start_of_turn>',
  '<end_of_turn>',
  '<|endoftext|>',
  '<unused7>',
  '<0x0A>',
  '<fim_prefix>',
  '<think>',
  '</tool_call>',
  '<END_OF_PLAN>',
  '<<SYS>>',
  '<</SYS>>',
  '[INST]',
  '[/INST]',
  '[TOOL_CALLS]',
  '###',
  '#####',
];
const lineEnds = ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];

/** Any of them, in pieces too, among words and signs that are taken out. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...marks, ...lineEnds, '\u0000', '\u001b', ' ', '| ', '\ud800'),
      fc.constantFrom(...marks).chain((mark) => fc.nat(mark.length).map((at) => mark.slice(0, at))),
      fc.constantFrom(...marks).chain((mark) => fc.nat(mark.length).map((at) => mark.slice(at))),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const holdsMark = (text: string): boolean => marks.some((mark) => text.includes(mark));

describe('a mark of a model’s', () => {
  test.each(marks)('%s is none any more, in a fence or on a line', (mark) => {
    expect(fenced(`a ${mark} b`)).toMatch(/^\| a .+ b$/);
    expect(holdsMark(fenced(`a ${mark} b`))).toBe(false);
    expect(holdsMark(oneLine(`a ${mark} b`))).toBe(false);
  });

  test('does not come of others, nor of what stands around signs that are taken out', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(holdsMark(fenced(text))).toBe(false);
        expect(holdsMark(oneLine(text))).toBe(false);
      }),
    );
  });
});

describe('a line', () => {
  test('is behind the mark of the fence, whatever ended the one before', () => {
    expect(fenced(`a${lineEnds.join('b')}c`)).toBe(`| a\n${'| b\n'.repeat(lineEnds.length - 1)}| c`);
    fc.assert(
      fc.property(hostile, (text) => {
        expect(
          fenced(text)
            .split(/[\n\r\v\f\u0085\u2028\u2029]/)
            .filter((line) => !line.startsWith('|')),
        ).toEqual([]);
      }),
    );
  });

  test('among ours stays one', () => {
    expect(oneLine(' Ana\r\n  Silva\u2028Costa ')).toBe('Ana Silva Costa');
    fc.assert(
      fc.property(hostile, (text) => {
        expect(oneLine(text)).not.toMatch(/[\n\r\v\f\u0085\u2028\u2029]/);
      }),
    );
  });
});

test.each([
  'Ana Silva <ana@x.example> said 3 < 4 > 2 and <3, see <https://x.example/a?b=1>',
  'a <div class="x"> with <b>bold</b> -> 2 << 3',
  'two  blanks\tand a tab, [URGENT] [1] [x] #1 ## two, C# | pipe ||',
  '‹quoted› «so» 🎉 é דנה ٣',
])('%s stays to the letter', (text) => {
  expect(fenced(text)).toBe(`| ${text}`);
  expect(oneLine(text)).toBe(text);
});
