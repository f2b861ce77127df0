import type { CallEvent } from '../events.ts';
import { type Call, callsRead } from '../plan/call.ts';
import { createInbox } from './inbox.ts';
import type { Outcome, Outcomes } from './outcome.ts';

/** Runs one call whose references are all there. What the world does is a returned failure; our mistakes throw. */
export type RunCall<Planned extends { readonly call: Call }> = (
  planned: Planned,
  options: {
    observations: ReadonlyMap<number, string>;
    report: (event: CallReport) => void;
    signal: AbortSignal;
  },
) => Promise<Exclude<Outcome, { status: 'skipped' }>>;

/** What a running call tells on its way; the executor adds which call it is. */
export type CallReport = WithoutId<
  Extract<CallEvent, { type: 'question' | 'consented' | 'trouble' | 'progress' }>
>;

type WithoutId<Event> = Event extends { readonly id: number } ? Omit<Event, 'id'> : never;

type Message<Item> =
  | { readonly type: 'item'; readonly item: Item }
  | { readonly type: 'plan ended' }
  | { readonly type: 'broke'; readonly reason: unknown }
  | { readonly type: 'report'; readonly event: CallEvent }
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
    const report = (event: CallReport) => inbox.push({ type: 'report', event: { ...event, id } });
    waiting.delete(id);
    running.set(
      id,
      runCall(planned, { observations, report, signal: stop }).then(
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
        case 'report':
          yield message.event;
          break;
        case 'ended': {
          const { id, outcome, durationMs } = message;
          running.delete(id);
          outcomes.set(id, outcome);
          if (outcome.status === 'observed') {
            observations.set(id, outcome.observation);
            yield {
              type: 'finished',
              id,
              observation: outcome.observation,
              undo: outcome.undo ?? [],
              durationMs,
            };
          } else {
            const { code, message, undo = [] } = outcome;
            yield { type: 'failed', id, code, message, undo, durationMs };
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
