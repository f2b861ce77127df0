import { expect, test } from 'vitest';
import { composeAnswer } from '../../src/answer/compose-answer.ts';
import type { Outcome } from '../../src/execution/outcome.ts';
import { type Call, reference, text } from '../../src/plan/call.ts';

const number: Call = { id: 1, tool: 'get_phone_number', args: [text('Amir')] };
const sms: Call = { id: 2, tool: 'send_sms', args: [[reference(1)], text('late')] };
const observed = (observation: string): Outcome => ({ status: 'observed', observation });
const none = { misplanned: [], switchedOff: [] };

test('when all went well the last results are told, not what only fed them', () => {
  const outcomes = new Map([
    [1, observed('+1 555 0101')],
    [2, observed('Your message to +1 555 0101 waits in Messages.')],
  ]);
  expect(composeAnswer([number, sms], outcomes, none)).toEqual({
    status: 'done',
    text: 'Your message to +1 555 0101 waits in Messages.',
  });
});

test('a bare value becomes a sentence', () => {
  expect(composeAnswer([number], new Map([[1, observed('+1 555 0101')]]), none)).toEqual({
    status: 'done',
    text: 'Amir’s phone number: +1 555 0101',
  });
});

test('a failure is told with what was not done for its sake', () => {
  const outcomes = new Map<number, Outcome>([
    [1, { status: 'failed', code: 'not-found', message: 'There is no Amir in Contacts.' }],
    [2, { status: 'skipped', because: 1 }],
  ]);
  expect(composeAnswer([number, sms], outcomes, none)).toEqual({
    status: 'failed',
    text: 'There is no Amir in Contacts.\nSo this was not done: the text message.',
  });
});

test('what was made for a call that failed is told beside the failure', () => {
  const zoom: Call = { id: 1, tool: 'get_zoom_meeting_link', args: [text('Sync')] };
  const event: Call = { id: 2, tool: 'create_calendar_event', args: [text('Sync'), reference(1)] };
  const outcomes = new Map<number, Outcome>([
    [
      1,
      {
        status: 'observed',
        observation: 'https://zoom.example/j/1',
        undo: [{ tool: 'get_zoom_meeting_link', label: 'the Zoom meeting “Sync”', data: {} }],
      },
    ],
    [2, { status: 'failed', code: 'refused', message: 'Calendar refused.' }],
  ]);
  expect(composeAnswer([zoom, event], outcomes, none).text).toBe(
    'Zoom meeting “Sync”: https://zoom.example/j/1\nCalendar refused.',
  );
});

test('an empty plan says what the assistant can do', () => {
  const { status, text: words } = composeAnswer([], new Map(), none);
  expect(status).toBe('nothing-to-do');
  expect(words).toContain('I cannot do that');
});

test('an empty plan for want of an app that is switched off says so', () => {
  expect(composeAnswer([], new Map(), { ...none, switchedOff: ['Notes'] })).toEqual({
    status: 'failed',
    text: 'I cannot do that: Notes is switched off in the settings.',
  });
});

test('a planner that wrote nothing usable has failed, not refused', () => {
  expect(composeAnswer([], new Map(), { ...none, misplanned: ['Line 1: no such tool.'] }).status).toBe(
    'failed',
  );
});
