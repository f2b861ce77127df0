import type { Answer } from '../../../events.ts';
import type { Call } from '../../../plan/call.ts';
import type { Choice } from '../../../tools/tool.ts';
import type { Pane, WireEvent } from '../../contract.ts';

/** What the window knows of a request, put together from its events. */
export interface RequestView {
  readonly id: string;
  readonly query: string;
  /** `review`: a plan waits to be looked over; `ended`: nothing more happens but an undo. */
  readonly phase: 'planning' | 'running' | 'review' | 'ended';
  readonly rows: readonly Row[];
  /** What is being waited for, or why the plan is made anew; "" when there is nothing to say. */
  readonly note: string;
  readonly answer: Answer | undefined;
  /** How a request without an answer ended. */
  readonly ending: { readonly code: string; readonly message: string } | undefined;
  readonly undone: { readonly done: readonly string[]; readonly failed: readonly string[] } | undefined;
}

export interface Row {
  readonly call: Call;
  readonly status: 'waiting' | 'running' | 'asking' | 'done' | 'failed' | 'skipped';
  /** What the call returned; "" before. */
  readonly observation: string;
  /** How far it is, or why it failed; "" when there is nothing to say. */
  readonly message: string;
  /** Of a failure. */
  readonly code: string;
  /** The pane of System Settings that would put a failure right. */
  readonly pane: Pane | undefined;
  readonly question: OpenQuestion | undefined;
  readonly durationMs: number;
}

export interface OpenQuestion {
  readonly question: number;
  readonly kind: 'choose' | 'confirm' | 'tell';
  readonly text: string;
  readonly choices: readonly Choice[];
}

/** The number of a choice, words, or null: no answer. */
export type GivenReply = number | string | null;

export const newRequest = (id: string, query: string): RequestView => ({
  id,
  query,
  phase: 'planning',
  rows: [],
  note: '',
  answer: undefined,
  ending: undefined,
  undone: undefined,
});

const newRow = (call: Call): Row => ({
  call,
  status: 'waiting',
  observation: '',
  message: '',
  code: '',
  pane: undefined,
  question: undefined,
  durationMs: 0,
});

/** The view after one more event of the request. */
export function withEvent(view: RequestView, event: WireEvent): RequestView {
  const row = (id: number, change: Partial<Row>): RequestView => ({
    ...view,
    rows: view.rows.map((one) => (one.call.id === id ? { ...one, ...change } : one)),
  });
  switch (event.type) {
    case 'waiting':
      return { ...view, note: event.text };
    case 'retrieved':
    case 'planning':
      return view.note === '' ? view : { ...view, note: '' };
    case 'call':
      return { ...view, note: '', phase: 'running', rows: [...view.rows, newRow(event.call)] };
    case 'planned':
      return view;
    case 'trouble': // the failure that follows says what, this where to put it right
      return row(event.id, { pane: event.trouble.pane });
    case 'misplanned':
      return { ...view, note: event.message };
    case 'replanning':
      return { ...view, phase: 'planning', note: event.why };
    case 'started':
      return row(event.id, { status: 'running' });
    case 'progress':
      return row(event.id, { message: event.text });
    case 'question': {
      const { question, kind, text, choices } = event;
      return row(event.id, { status: 'asking', question: { question, kind, text, choices } });
    }
    case 'consented':
      return row(event.id, { status: 'running', question: undefined });
    case 'finished':
      return row(event.id, {
        status: 'done',
        observation: event.observation,
        message: '',
        question: undefined,
        durationMs: event.durationMs,
      });
    case 'failed':
      return row(event.id, {
        status: 'failed',
        code: event.code,
        message: event.message,
        question: undefined,
        durationMs: event.durationMs,
      });
    case 'skipped':
      return row(event.id, { status: 'skipped' });
    case 'answered':
      return { ...view, phase: 'ended', note: '', answer: event.answer };
    case 'reviewed':
      return event.calls.length === 0
        ? { ...view, phase: 'ended', ending: { code: 'no-plan', message: noPlan(event.misplanned) } }
        : { ...view, phase: 'review', note: '', rows: event.calls.map(newRow) };
    case 'stopped':
      return { ...settled(view), ending: { code: 'stopped', message: stoppedInWords(view) } };
    case 'broke':
      return { ...settled(view), ending: { code: event.code, message: event.message } };
    case 'undone':
      return { ...view, undone: { done: event.done, failed: event.failed } };
    default:
      return event satisfies never;
  }
}

/** The view once the user answered: the call goes on, its question is closed. */
export const withReply = (view: RequestView, question: number): RequestView => ({
  ...view,
  rows: view.rows.map((row) =>
    row.question?.question === question ? { ...row, status: 'running', question: undefined } : row,
  ),
});

/** Ended from outside: what had not ended was not done. */
const settled = (view: RequestView): RequestView => ({
  ...view,
  phase: 'ended',
  note: '',
  rows: view.rows.map((row) =>
    row.status === 'done' || row.status === 'failed'
      ? row
      : { ...row, status: 'skipped', question: undefined },
  ),
});

function stoppedInWords({ rows }: RequestView): string {
  const done = rows.filter(({ status }) => status === 'done').length;
  return done === 0 ? 'Stopped. Nothing was done.' : 'Stopped. What is ticked was done before that.';
}

const noPlan = (misplanned: readonly string[]): string =>
  misplanned[0] ??
  'I cannot do that. I can work with mail, calendar, contacts, notes, reminders, messages, files, maps and Zoom.';
