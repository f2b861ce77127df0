import { expect, test } from 'vitest';
import type { WireEvent } from '../../../src/app/contract.ts';
import { openTarget } from '../../../src/app/renderer/request/open-target.ts';
import { outcomeInWords } from '../../../src/app/renderer/request/outcome-in-words.ts';
import {
  newRequest,
  type RequestView,
  withEvent,
  withReply,
} from '../../../src/app/renderer/request/view.ts';
import { type Call, reference, text } from '../../../src/plan/call.ts';

const lookUp: Call = { id: 1, tool: 'get_email_address', args: [text('Sam')] };
const mail: Call = {
  id: 2,
  tool: 'compose_new_email',
  args: [[reference(1)], [], text('Hi'), text('hello'), []],
};
const called = (call: Call): WireEvent => ({ type: 'call', call, text: '', ms: 1 });
const after = (...events: readonly WireEvent[]): RequestView =>
  events.reduce(withEvent, newRequest('one', 'Email Sam'));
const shown = (view: RequestView): string[] =>
  view.rows.map((row) => `${row.status}: ${outcomeInWords(row, view.rows)}`);

const choose: WireEvent = {
  type: 'question',
  id: 1,
  question: 0,
  kind: 'choose',
  text: 'Which Sam?',
  choices: [
    { label: 'Sam Okafor', detail: '' },
    { label: 'Sam Lindqvist', detail: '' },
  ],
};
const begun = [called(lookUp), called(mail), { type: 'started', id: 1 }] as const;

test('a call that reads another says what it waits for', () => {
  expect(shown(after(...begun))).toEqual(['running: working…', 'waiting: waits for Sam']);
});

test('a question stands at its call until it is answered', () => {
  const asked = after(...begun, choose);
  expect(shown(asked)[0]).toBe('asking: 2 fit');
  expect(withReply(asked, 0).rows[0]).toMatchObject({ status: 'running', question: undefined });
});

test('what came of a call stands at the end of its row', () => {
  const done: WireEvent = { type: 'finished', id: 1, observation: 'sam@x.example', undo: [], durationMs: 5 };
  const failed: WireEvent = {
    type: 'failed',
    id: 2,
    code: 'timed-out',
    message: 'Mail is busy.',
    undo: [],
    durationMs: 5,
  };
  const view = after(...begun, done, failed);
  expect(shown(view)).toEqual(['done: sam@x.example', 'failed: took too long']);
  expect(openTarget(view.rows)).toEqual({ kind: 'app', app: 'Contacts' });
});

test('a request that is stopped has done what is ticked, and nothing else', () => {
  const view = after(...begun, choose, { type: 'stopped' });
  expect(shown(view)).toEqual(['skipped: not done', 'skipped: not done']);
  expect(view.ending).toEqual({ code: 'stopped', message: 'Stopped. Nothing was done.' });
});

test('a plan of no calls is no plan to look over', () => {
  const view = after({ type: 'reviewed', calls: [], misplanned: [] });
  expect([view.phase, view.ending?.code]).toEqual(['ended', 'no-plan']);
});

test('the wait for the models is told until the plan begins', () => {
  const waiting = after({ type: 'waiting', text: 'Loading the models…' });
  expect(waiting.note).toBe('Loading the models…');
  expect(withEvent(waiting, { type: 'retrieved', tools: [], ms: 1 }).note).toBe('');
});
