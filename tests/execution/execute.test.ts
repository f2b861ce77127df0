import { describe, expect, test } from 'vitest';
import type { CallEvent } from '../../src/events.ts';
import { execute, type RunCall } from '../../src/execution/execute.ts';
import type { Outcomes } from '../../src/execution/outcome.ts';
import { type Call, text } from '../../src/plan/call.ts';

type Item = { readonly type: 'call'; readonly call: Call };
type Step = Item | CallEvent;

const call = (id: number, ...reads: number[]): Item => ({
  type: 'call',
  call: {
    id,
    tool: 'open_note',
    args: [reads.length === 0 ? text('n') : { pieces: reads.map((read) => ({ call: read })) }, text()],
  },
});

async function* written(...items: Item[]): AsyncGenerator<Item> {
  for (const item of items) yield item;
}

async function run(
  plan: (signal: AbortSignal) => AsyncIterable<Item>,
  runCall: RunCall<Item>,
  signal = new AbortController().signal,
): Promise<{ steps: Step[]; outcomes: Outcomes }> {
  const events = execute<Item, Item>(plan, { runCall, signal });
  const steps: Step[] = [];
  for (;;) {
    const step = await events.next();
    if (step.done) return { steps, outcomes: step.value };
    steps.push(step.value);
  }
}

/** A promise and the function that keeps it. */
function gate(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

const observe: RunCall<Item> = async ({ call: { id } }) => ({ status: 'observed', observation: `o${id}` });
const told = (steps: readonly Step[]) =>
  steps.map((step) => (step.type === 'call' ? `call ${step.call.id}` : `${step.type} ${step.id}`));

describe('the executor', () => {
  test('starts a call while the plan is still being written', async () => {
    const startedFirst = gate();
    async function* slowly(): AsyncGenerator<Item> {
      yield call(1);
      await startedFirst.promise; // the plan goes on only once call 1 runs
      yield call(2);
    }
    const { steps } = await run(slowly, async (planned, options) => {
      startedFirst.resolve();
      return observe(planned, options);
    });
    expect(told(steps).indexOf('started 1')).toBeLessThan(told(steps).indexOf('call 2'));
  });

  test('runs calls that do not depend on each other at the same time', async () => {
    const both = gate();
    let running = 0;
    const { outcomes } = await run(
      () => written(call(1), call(2)),
      async (planned, options) => {
        running += 1;
        if (running === 2) both.resolve();
        await both.promise; // would wait for ever if they ran one after the other
        return observe(planned, options);
      },
    );
    expect([...outcomes.keys()].sort()).toEqual([1, 2]);
  });

  test('gives a call the observations it reads, and not before they are there', async () => {
    const seen: Record<number, string[]> = {};
    await run(
      () => written(call(1), call(2), call(3, 1, 2)),
      async (planned, { observations }) => {
        seen[planned.call.id] = [...observations.values()].sort();
        return { status: 'observed', observation: `o${planned.call.id}` };
      },
    );
    expect(seen[3]).toEqual(['o1', 'o2']);
  });

  test('a failed call skips what reads it, however far, and nothing beside it', async () => {
    const { outcomes } = await run(
      () => written(call(1), call(2, 1), call(3, 2), call(4)),
      async (planned, options) =>
        planned.call.id === 1
          ? { status: 'failed', code: 'not-found', message: 'no' }
          : observe(planned, options),
    );
    expect(Object.fromEntries(outcomes)).toEqual({
      1: { status: 'failed', code: 'not-found', message: 'no' },
      2: { status: 'skipped', because: 1 },
      3: { status: 'skipped', because: 2 },
      4: { status: 'observed', observation: 'o4' },
    });
  });

  test('a call that reads one which was never written is skipped', async () => {
    const { outcomes } = await run(() => written(call(1), call(2, 7)), observe);
    expect(outcomes.get(2)).toEqual({ status: 'skipped', because: 7 });
  });

  test('a question reaches the reader, and its answer the call', async () => {
    const events = execute<Item, Item>(() => written(call(1)), {
      signal: new AbortController().signal,
      runCall: (_, { report }) =>
        new Promise((resolve) => {
          report({
            type: 'question',
            kind: 'choose',
            question: {
              text: 'Which?',
              choices: [
                { label: 'a', detail: '' },
                { label: 'b', detail: '' },
              ],
            },
            answer: (index) => resolve({ status: 'observed', observation: `choice ${index}` }),
          });
        }),
    });
    const observations: string[] = [];
    for await (const event of events) {
      if (event.type === 'question') event.answer(1);
      if (event.type === 'finished') observations.push(event.observation);
    }
    expect(observations).toEqual(['choice 1']);
  });

  test('abort ends a running call and the writing of the plan, and starts nothing more', async () => {
    const controller = new AbortController();
    const ended: string[] = [];
    async function* forever(signal: AbortSignal): AsyncGenerator<Item> {
      yield call(1);
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
    const events = execute<Item, Item>(
      async function* (signal) {
        try {
          yield* forever(signal);
        } finally {
          ended.push('plan');
        }
      },
      {
        signal: controller.signal,
        runCall: (_, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              ended.push('call');
              reject(signal.reason);
            });
          }),
      },
    );
    const reason = new Error('stop');
    await expect(async () => {
      for await (const event of events) if (event.type === 'started') controller.abort(reason);
    }).rejects.toBe(reason);
    expect(ended.sort()).toEqual(['call', 'plan']);
  });

  test('a reader that stops halfway leaves nothing running', async () => {
    let aborted = false;
    const events = execute<Item, Item>(() => written(call(1)), {
      signal: new AbortController().signal,
      runCall: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(signal.reason);
          });
        }),
    });
    for await (const event of events) if (event.type === 'started') break;
    expect(aborted).toBe(true);
  });

  test('a planner that breaks ends the request with its error, after what runs was ended', async () => {
    const broken = new Error('the model crashed');
    await expect(
      run(
        async function* () {
          yield call(1);
          throw broken;
        },
        (_, { signal }) =>
          new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      ),
    ).rejects.toBe(broken);
  });

  test('a mistake of ours in a tool is seen, not reported as the world’s', async () => {
    const mistake = new TypeError('ours');
    await expect(
      run(
        () => written(call(1), call(2)),
        async () => {
          throw mistake;
        },
      ),
    ).rejects.toBe(mistake);
  });

  test('an empty plan ends at once with no outcome', async () => {
    expect(await run(() => written(), observe)).toEqual({ steps: [], outcomes: new Map() });
  });

  test('one hundred calls in a chain end in order', async () => {
    const chain = Array.from({ length: 100 }, (_, index) => (index === 0 ? call(1) : call(index + 1, index)));
    const { outcomes } = await run(() => written(...chain), observe);
    expect([...outcomes.keys()]).toEqual(chain.map(({ call: { id } }) => id));
  });
});
