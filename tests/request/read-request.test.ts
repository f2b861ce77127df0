import { expect, test } from 'vitest';
import { parseClock } from '../../src/request/clock.ts';
import { readRequest } from '../../src/request/read-request.ts';

const now = new Date(2026, 10, 20, 10, 15);

test('a sentence keeps its words; control characters do not reach a model', () => {
  expect(readRequest('  Text Amir\u0007 “hi” \u001b[31m🎉 ', now).query).not.toMatch(/[\u0000-\u0008\u001b]/);
  expect(readRequest('Text Amir “hi” 🎉', now)).toEqual({ query: 'Text Amir “hi” 🎉', now });
});

test.each([
  ['', 'Say what you want'],
  [' \n\t', 'Say what you want'],
  ['a'.repeat(20_000), '4,000'],
])('%j is refused with a sentence', (query, words) => {
  expect(() => readRequest(query, now)).toThrow(words);
});

test('a clock is a local time; what is none is refused', () => {
  expect(parseClock('2026-11-20 10:15')).toEqual(now);
  expect(() => parseClock('teatime')).toThrow('teatime');
  expect(() => parseClock('2026-02-30 10:15')).toThrow();
});
