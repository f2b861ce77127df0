import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TokenModel } from '../../src/runtime/models.ts';
import { openTokenModel } from '../../src/runtime/token-model.ts';

const file = fileURLToPath(new URL('../../models/planner/planner.gguf', import.meta.url));
const prompt = [40, 300, 512, 77, 1200];
/** Ids nothing special is meant by. */
const some = Array.from({ length: 2000 }, (_, index) => index + 300);
const never = -1;
let model: TokenModel;

beforeAll(async () => {
  model = await openTokenModel(file);
});
afterAll(() => model.dispose());

/** What is written after `start` when at each step one of `legal` may come. */
async function written(start: readonly number[], legal: readonly (readonly number[])[], end = never) {
  const steps = legal.values();
  const ids: number[] = [];
  const stream = model.generate(start, {
    signal: new AbortController().signal,
    maxTokens: legal.length,
    end,
    legal: () => steps.next().value ?? [],
  });
  for await (const id of stream) ids.push(id);
  return ids;
}

test('the only legal token comes as it is, and what follows is chosen after it', async () => {
  const forced = [[600], [601], some, [602], some];
  const ids = await written(prompt, forced);
  expect(ids).toEqual([600, 601, expect.any(Number), 602, expect.any(Number)]);
  const first = await written([...prompt, 600, 601], [some]);
  expect(ids[2]).toBe(first[0]);
  const second = await written([...prompt, 600, 601, ids[2] ?? 0, 602], [some]);
  expect(ids[4]).toBe(second[0]);
});

test('nothing but a legal token is chosen', async () => {
  const [free] = await written(prompt, [some]);
  const others = some.filter((id) => id !== free);
  const [other] = await written(prompt, [others]);
  expect(others).toContain(other);
  expect(await written(prompt, [[5, 9]])).toEqual([expect.toSatisfy((id: number) => id === 5 || id === 9)]);
});

test('it ends with the end token, be it chosen or the only legal one, and at the most tokens', async () => {
  expect(await written(prompt, [[600], [601], [602]], 601)).toEqual([600, 601]);
  expect(await written(prompt, [[600], [601], some], 602)).toHaveLength(3);
  const chosen = (await written(prompt, [some]))[0];
  expect(await written(prompt, [some, some], chosen)).toEqual([chosen]);
});

test('requests asked at once take turns and do not mix', async () => {
  const alone = await written(prompt, [some, some, some]);
  const other = await written([700, 800], [some, some, some]);
  const both = await Promise.all([
    written(prompt, [some, some, some]),
    written([700, 800], [some, some, some]),
  ]);
  expect(both).toEqual([alone, other]);
});

test('a cancel ends it at the next token, and the next request is served', async () => {
  const cancel = new AbortController();
  const stream = model.generate(prompt, {
    signal: cancel.signal,
    maxTokens: 50,
    end: never,
    legal: () => some,
  });
  await stream.next();
  cancel.abort(new Error('enough'));
  await expect(stream.next()).rejects.toThrow('enough');
  expect(await written(prompt, [some])).toHaveLength(1);
});

test('a state without a legal token is an error, not an endless plan', async () => {
  await expect(written(prompt, [[600], []])).rejects.toThrow('No token is legal');
});

test('a prompt that does not fit is refused with its length', async () => {
  await expect(written(Array(2048).fill(600), [some])).rejects.toThrow(
    'A prompt of 2048 tokens does not fit',
  );
});
