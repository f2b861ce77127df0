import { expect, test, vi } from 'vitest';
import { createModelMemory, type Kept } from '../../src/runtime/model-memory.ts';

const { signal } = new AbortController();

/** Models of so many bytes on a machine of 100, and what became of them. */
function machine({ idleMs = 60_000 } = {}) {
  const log: string[] = [];
  let used = 0;
  const memory = createModelMemory({ idleMs, bytesLeft: async () => 100 - used });
  const model = (name: string, bytes: number): Kept<string> =>
    memory.keep({
      name,
      bytesNeeded: async () => bytes,
      open: async (opening) => {
        await Promise.resolve();
        opening.throwIfAborted();
        used += bytes;
        log.push(`open ${name}`);
        return name;
      },
      close: async () => {
        used -= bytes;
        log.push(`close ${name}`);
      },
    });
  return { log, model };
}

const useOnce = async (model: Kept<string>): Promise<void> => (await model.take(signal)).release();

test('a model is opened when first used, and once', async () => {
  const { log, model } = machine();
  const planner = model('planner', 50);
  expect(planner.loaded).toBe(false);
  await useOnce(planner);
  await useOnce(planner);
  expect(log).toEqual(['open planner']);
});

test('an idle model is closed after a while, and opened again when needed', async () => {
  vi.useFakeTimers();
  try {
    const { log, model } = machine({ idleMs: 1000 });
    const planner = model('planner', 50);
    await useOnce(planner);
    await vi.advanceTimersByTimeAsync(900);
    await useOnce(planner);
    await vi.advanceTimersByTimeAsync(900);
    expect(planner.loaded).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    expect(planner.loaded).toBe(false);
    await useOnce(planner);
    expect(log).toEqual(['open planner', 'close planner', 'open planner']);
  } finally {
    vi.useRealTimers();
  }
});

test('the model used longest ago makes room for another', async () => {
  const { log, model } = machine();
  const [a, b, c] = [model('a', 40), model('b', 40), model('c', 40)];
  await useOnce(a);
  await useOnce(b);
  await useOnce(a);
  await useOnce(c);
  expect(log).toEqual(['open a', 'open b', 'close b', 'open c']);
});

test('a model that does not fit is refused with a sentence, and none in use is closed for it', async () => {
  const { log, model } = machine();
  const planner = model('planner', 70);
  const writer = model('writer', 60);
  const lease = await planner.take(signal);
  await expect(writer.take(signal)).rejects.toThrow('writer needs about 0 MB of memory');
  await lease.release();
  await useOnce(writer);
  expect(log).toEqual(['open planner', 'close planner', 'open writer']);
});

test('users take turns, in order; one who gives up waiting holds nobody up', async () => {
  const { model } = machine();
  const planner = model('planner', 10);
  const order: string[] = [];
  const first = await planner.take(signal);
  const impatient = new AbortController();
  const waits = planner.take(impatient.signal);
  const second = planner.take(signal).then(async (lease) => {
    order.push('second');
    await lease.release();
  });
  impatient.abort(new Error('enough'));
  await expect(waits).rejects.toThrow('enough');
  order.push('first');
  await first.release();
  await second;
  expect(order).toEqual(['first', 'second']);
});

test('an abort is heard while a model is being opened, and the next user gets it', async () => {
  let opened = () => {};
  const memory = createModelMemory({ bytesLeft: async () => 100 });
  const slow = memory.keep({
    name: 'slow',
    bytesNeeded: async () => 1,
    open: () => new Promise<string>((resolve) => (opened = () => resolve('slow'))),
    close: async () => {},
  });
  const stop = new AbortController();
  const first = slow.take(stop.signal);
  setTimeout(() => stop.abort(new Error('enough')), 5);
  await expect(first).rejects.toThrow('enough');
  const second = slow.take(signal);
  opened();
  expect((await second).resource).toBe('slow');
});

test('a broken model is closed and opened anew', async () => {
  const { log, model } = machine();
  const planner = model('planner', 10);
  await (await planner.take(signal)).release({ broken: true });
  await useOnce(planner);
  expect(log).toEqual(['open planner', 'close planner', 'open planner']);
});

test('a model that was disposed of serves no more', async () => {
  const { log, model } = machine();
  const planner = model('planner', 10);
  await useOnce(planner);
  await planner.dispose();
  expect(log).toEqual(['open planner', 'close planner']);
  await expect(planner.take(signal)).rejects.toThrow('planner was closed');
});
