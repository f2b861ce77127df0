import type { UndoToken } from '../../tools/tool.ts';
import { type HistoryEntry, type Input, lastEvents, type WireEvent } from '../contract.ts';
import type { EngineHost } from './engine-host.ts';

/** How the requests stand, for the menu-bar icon. */
export type Activity = 'idle' | 'working' | 'needs-you';

export interface Requests {
  readonly activity: Activity;
  begin(type: 'ask' | 'review', input: Input<'ask'>): void;
  run(input: Input<'run'>): void;
  answer(input: Input<'answer'>): void;
  cancel(id: string): void;
  /** Throws an Error when there is nothing to undo. */
  undo(id: string): void;
  /** Whether a request found this file. */
  isKnownFile(path: string): boolean;
  receive(id: string, event: WireEvent): void;
}

interface Known {
  readonly query: string;
  readonly at: Date;
  tool: HistoryEntry['tool'];
  undo: readonly UndoToken[];
  open: boolean;
  readonly questions: Set<number>;
}

/** What main remembers of the requests it hands to the engine: how to undo them, and what to keep of them. */
export function createRequests({
  engine,
  now,
  onActivity,
  onEnd,
}: {
  engine: () => EngineHost;
  now: () => Date;
  onActivity: (activity: Activity) => void;
  onEnd: (entry: HistoryEntry) => void;
}): Requests {
  const known = new Map<string, Known>();
  const files = new Set<string>();
  let activity: Activity = 'idle';

  function note(id: string, query: string): string {
    const at = now();
    // those that ended long ago cannot be undone from a window any more
    for (const [old, { open }] of known) if (!open && known.size > mostRemembered) known.delete(old);
    known.set(id, { query, at, tool: undefined, undo: [], open: true, questions: new Set() });
    update();
    return at.toISOString();
  }

  function update(): void {
    const open = [...known.values()].filter((request) => request.open);
    const next: Activity = open.some(({ questions }) => questions.size > 0)
      ? 'needs-you'
      : open.length > 0
        ? 'working'
        : 'idle';
    if (next === activity) return;
    activity = next;
    onActivity(activity);
  }

  return {
    get activity() {
      return activity;
    },
    begin: (type, { id, query }) => engine().send({ type, id, query, now: note(id, query) }),
    run: ({ id, query, calls }) => engine().send({ type: 'run', id, query, calls, now: note(id, query) }),
    answer(input) {
      known.get(input.id)?.questions.delete(input.question);
      update();
      engine().send({ type: 'answer', ...input });
    },
    cancel: (id) => engine().send({ type: 'cancel', id }),
    undo(id) {
      const request = known.get(id);
      if (request === undefined || request.undo.length === 0) throw new Error('There is nothing to undo.');
      const tokens = request.undo.map(({ tool, label, data }) => ({ tool, label, data: { ...data } }));
      request.undo = [];
      engine().send({ type: 'undo', id, tokens, now: now().toISOString() });
    },
    isKnownFile: (path) => files.has(path),
    receive(id, event) {
      const request = known.get(id);
      if (request === undefined) return;
      if (event.type === 'call') {
        request.tool ??= event.call.tool;
      }
      if (event.type === 'finished' && event.observation.startsWith('/')) files.add(event.observation);
      if (event.type === 'question') request.questions.add(event.question);
      if (event.type === 'answered') request.undo = event.answer.undo;
      if (lastEvents.has(event.type)) {
        request.open = false;
        request.questions.clear();
        const status = statusOf(event);
        if (status !== undefined)
          onEnd({ query: request.query, at: request.at.toISOString(), status, tool: request.tool });
      }
      update();
    },
  };
}

/** Requests whose undo is kept. */
const mostRemembered = 20;

/** What the history keeps; a plan that was only looked over is not kept. */
function statusOf(event: WireEvent): HistoryEntry['status'] | undefined {
  if (event.type === 'answered') return event.answer.status;
  return event.type === 'stopped' || event.type === 'broke' ? event.type : undefined;
}
