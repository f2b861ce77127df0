import { expect, test } from 'vitest';
import { createShared } from '../../src/execution/shared.ts';

const { signal } = new AbortController();

const clipboard = (clipboardIsForMail: boolean) => {
  const copied: string[] = [];
  const mac = { copy: async (text: string) => void copied.push(text) };
  return { copied, shared: createShared({ mac, clipboardIsForMail }) };
};

test('the clipboard holds the text of one call: a second one is told so', async () => {
  const { copied, shared } = clipboard(false);
  expect(await shared.copy('first', { need: 'must', signal })).toBe(true);
  expect(await shared.copy('second', { need: 'must', signal })).toBe(false);
  expect(copied).toEqual(['first']);
});

test('what could do without leaves the clipboard to the mail that needs it', async () => {
  const { copied, shared } = clipboard(true);
  expect(await shared.copy('a message', { need: 'may', signal })).toBe(false);
  expect(await shared.copy('a reply', { need: 'must', signal })).toBe(true);
  expect(copied).toEqual(['a reply']);
});

test('work on the same thing is done in turn, also after one that failed', async () => {
  const { shared } = clipboard(false);
  const order: string[] = [];
  const work =
    (name: string, ms: number, fails = false) =>
    async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      order.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
  await Promise.allSettled([
    shared.inTurn('note 1', work('a', 20, true)),
    shared.inTurn('note 1', work('b', 1)),
    shared.inTurn('note 2', work('c', 1)),
  ]);
  expect(order.indexOf('b begins')).toBeGreaterThan(order.indexOf('a ends'));
  expect(order.indexOf('c ends')).toBeLessThan(order.indexOf('a ends'));
});
