import { useCallback, useState } from 'preact/hooks';
import type { Call } from '../../../plan/call.ts';
import type { Message } from '../../contract.ts';
import { call } from '../bridge.ts';
import { type GivenReply, newRequest, type RequestView, withEvent, withReply } from '../request/view.ts';

export interface Requests {
  readonly view: RequestView | undefined;
  ask(query: string): void;
  /** Plans; the plan is then looked over. */
  review(query: string): void;
  /** Carries out the plan that was looked over. */
  run(calls: readonly Call[]): void;
  reply(question: number, reply: GivenReply): void;
  cancel(): void;
  undo(): void;
  /** Forgets the request; what it did stays. */
  close(): void;
  receive(message: Extract<Message, { type: 'event' }>): void;
}

/** The one request of the window, and what can be done to it. */
export function useRequest(): Requests {
  const [view, setView] = useState<RequestView | undefined>();

  const broke = useCallback(
    (of: string) => (error: Error) =>
      setView((now) =>
        now?.id === of ? withEvent(now, { type: 'broke', code: 'refused', message: error.message }) : now,
      ),
    [],
  );
  const begin = (query: string, send: (id: string) => Promise<unknown>) => {
    const fresh = newRequest(crypto.randomUUID(), query);
    setView(fresh);
    send(fresh.id).catch(broke(fresh.id));
  };
  return {
    view,
    ask: (query) => begin(query, (id) => call('ask', { id, query })),
    review: (query) => begin(query, (id) => call('review', { id, query })),
    run(calls) {
      if (view !== undefined) begin(view.query, (id) => call('run', { id, query: view.query, calls }));
    },
    reply(question, reply) {
      if (view === undefined) return;
      setView(withReply(view, question));
      call('answer', { id: view.id, question, reply }).catch(broke(view.id));
    },
    cancel() {
      if (view !== undefined) call('cancel', { id: view.id }).catch(broke(view.id));
    },
    undo() {
      if (view !== undefined) call('undo', { id: view.id }).catch(broke(view.id));
    },
    close: () => setView(undefined),
    receive: useCallback(
      ({ id, event }) => setView((now) => (now?.id === id ? withEvent(now, event) : now)),
      [],
    ),
  };
}
