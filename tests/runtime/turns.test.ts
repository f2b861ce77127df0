import { expect, test } from 'vitest';
import { createTurns } from '../../src/runtime/turns.ts';

const { signal } = new AbortController();

test('one goes at a time, in the order they came', async () => {
  const turn = createTurns();
  const told: string[] = [];
  const go = async (name: string): Promise<void> => {
    const end = await turn(signal);
    told.push(`${name} in`);
    await Promise.resolve();
    told.push(`${name} out`);
    end();
  };
  await Promise.all(['a', 'b', 'c'].map(go));
  expect(told).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
});

test('who gives up waiting is told why at once, and those behind still wait for who is in', async () => {
  const turn = createTurns();
  const end = await turn(signal);
  const controller = new AbortController();
  const waiting = turn(controller.signal);
  let isIn = false;
  const behind = turn(signal).then(() => {
    isIn = true;
  });
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  expect(isIn).toBe(false);
  end();
  await behind;
});

test('who has given up before gets no turn', async () => {
  await expect(createTurns()(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
});
