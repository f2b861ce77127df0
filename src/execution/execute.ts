import type { CallEvent } from '../events.ts';
import { type Call, callsRead } from '../plan/call.ts';
import { createInbox } from './inbox.ts';
import type { Outcome, Outcomes } from './outcome.ts';

/** Runs one call whose references are all there. What the world does is a returned failure; our mistakes throw. */
export type RunCall<Planned extends { readonly call: Call }> = (
  planned: Planned,
  options: {
    observations: ReadonlyMap<number, string>;
    ask: (question: QuestionEvent) => void;
    signal: AbortSignal;
  },
) => Promise<Exclude<Outcome, { status: 'skipped' }>>;

type QuestionEvent = Omit<Extract<CallEvent, { type: 'question' }>, 'type' | 'id'>;

type Message<Item> =
  | { readonly type: 'item'; readonly item: Item }
  | { readonly type: 'plan ended' }
  | { readonly type: 'broke'; readonly reason: unknown }
  | { readonly type: 'question'; readonly id: number; readonly question: QuestionEvent }
  | {
      readonly type: 'ended';
      readonly id: number;
      readonly outcome: Exclude<Outcome, { status: 'skipped' }>;
      readonly durationMs: number;
    };

/**
 * Runs a plan while it is still being written (LLMCompiler's task fetching unit and executor, Kim et al., 2024):
 * each call starts once it is known and the calls it reads have ended, many at a time. A failed call fails only
 * itself; what reads it is skipped. Items of the plan that are no calls are passed on.
 * Returns how each call ended. Throws `signal.reason` on abort; however it ends, nothing of it still runs.
 */
export async function* execute<
  Item extends { readonly type: string },
  Planned extends Item & { readonly type: 'call'; readonly call: Call },
>(
  writePlan: (signal: AbortSignal) => AsyncIterable<Item | Planned>,
  {
    runCall,
    signal,
    now = performance.now.bind(performance),
  }: {
    runCall: RunCall<Planned>;
    signal: AbortSignal;
    /** Milliseconds; for durations. */
    now?: () => number;
  },
): AsyncGenerator<Item | Planned | CallEvent, Outcomes> {
  const outcomes: Outcomes = new Map();
  const observations = new Map<number, string>();
  const waiting = new Map<number, Planned>();
  const running = new Map<number, Promise<void>>();
  const inbox = createInbox<Message<Item | Planned>>();
  const left = new AbortController();
  const stop = AbortSignal.any([signal, left.signal]);
  const onAbort = () => inbox.push({ type: 'broke', reason: signal.reason });
  signal.addEventListener('abort', onAbort);

  const start = (planned: Planned) => {
    const { id } = planned.call;
    const begun = now();
    const ask = (question: QuestionEvent) => inbox.push({ type: 'question', id, question });
    waiting.delete(id);
    running.set(
      id,
      runCall(planned, { observations, ask, signal: stop }).then(
        (outcome) => inbox.push({ type: 'ended', id, outcome, durationMs: now() - begun }),
        (reason: unknown) => inbox.push({ type: 'broke', reason }),
      ),
    );
  };

  /** Starts or skips what has become possible, until nothing changes. */
  function* settle(): Generator<CallEvent> {
    for (const planned of waiting.values()) {
      const reads = callsRead(planned.call.args);
      const { id } = planned.call;
      const because = reads.find((read) => outcomes.has(read) && !observations.has(read));
      if (because !== undefined) {
        waiting.delete(id);
        outcomes.set(id, { status: 'skipped', because });
        yield { type: 'skipped', id, because };
      } else if (reads.every((read) => observations.has(read))) {
        signal.throwIfAborted();
        start(planned);
        yield { type: 'started', id };
      }
    }
  }

  const writing = (async () => {
    for await (const item of writePlan(stop)) inbox.push({ type: 'item', item });
  })().then(
    () => inbox.push({ type: 'plan ended' }),
    (reason: unknown) => inbox.push({ type: 'broke', reason }),
  );

  try {
    signal.throwIfAborted();
    let written = false;
    while (!written || running.size > 0) {
      const message = await inbox.next();
      signal.throwIfAborted();
      switch (message.type) {
        case 'item':
          yield message.item;
          if (isCall<Item, Planned>(message.item)) waiting.set(message.item.call.id, message.item);
          break;
        case 'plan ended':
          written = true;
          break;
        case 'question':
          yield { type: 'question', id: message.id, ...message.question };
          break;
        case 'ended': {
          const { id, outcome, durationMs } = message;
          running.delete(id);
          outcomes.set(id, outcome);
          if (outcome.status === 'observed') {
            observations.set(id, outcome.observation);
            yield { type: 'finished', id, observation: outcome.observation, durationMs };
          } else {
            yield { type: 'failed', id, code: outcome.code, message: outcome.message, durationMs };
          }
          break;
        }
        case 'broke':
          throw message.reason;
        default:
          message satisfies never;
      }
      yield* settle();
    }
    // A call may read one that was never written; planners cannot write that, a hand-made plan can.
    for (const [id, { call }] of waiting) {
      const because = callsRead(call.args).find((read) => !observations.has(read)) ?? id;
      outcomes.set(id, { status: 'skipped', because });
      yield { type: 'skipped', id, because };
    }
    return outcomes;
  } finally {
    signal.removeEventListener('abort', onAbort);
    left.abort(new DOMException('The request has ended.', 'AbortError'));
    await Promise.allSettled([writing, ...running.values()]);
  }
}

const isCall = <
  Item extends { readonly type: string },
  Planned extends Item & { readonly type: 'call'; readonly call: Call },
>(
  item: Item | Planned,
): item is Planned => item.type === 'call';
