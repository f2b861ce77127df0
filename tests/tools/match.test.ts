import { expect, test } from 'vitest';
import { fitOf, fits } from '../../src/tools/match.ts';

const how = (said: string, name: string, untelling: string[] = ['note', 'list']) => {
  const found = fitOf(said, name, untelling);
  return found === undefined ? undefined : fits[found];
};

test.each([
  ['Packing list', 'packing list', 'exact'],
  ['Zoë’s plan', "zoe's plan", 'exact'],
  ['my packing list note', 'Packing', 'telling words'],
  ['the work list', 'Work', 'telling words'],
  ['Budget', 'Budget 2026', 'prefix'],
  ['2026', 'Budget 2026', 'whole words'],
  ['review budget', 'Budget review of May', 'whole words'],
  ['grocery', 'Groceries', 'stems'],
  ['recipes', 'Recipe', 'stems'],
  ['Bud', 'Budget', undefined],
  ['', 'Budget', undefined],
  ['note', 'Notes on Rome', 'stems'],
  ['!!!', 'Budget', undefined],
])('“%s” and “%s”: %s', (said, name, expected) => {
  expect(how(said, name)).toBe(expected);
});
