import { describe, expect, test } from 'vitest';
import { editable, withArgument, withoutCall } from '../../../src/app/renderer/request/edit-plan.ts';
import { suggest } from '../../../src/app/renderer/request/suggest.ts';
import { acceleratorOf } from '../../../src/app/renderer/settings/accelerator.ts';
import { type Call, reference, text } from '../../../src/plan/call.ts';

describe('suggestions', () => {
  const history = ['Email Zoë the survey', 'Text Amir', 'Email Ana'].map((query) => ({
    query,
    at: '',
    status: 'done' as const,
    tool: undefined,
  }));
  const said = (typed: string) => suggest(typed, { history, limit: 3 }).map(({ query }) => query);

  test('with nothing typed are the latest requests', () =>
    expect(said('')).toEqual(history.map(({ query }) => query)));
  test('begin with what was typed first, then hold its words, whatever the case and the accents', () =>
    expect(said('email zoe')).toEqual(['Email Zoë the survey']));
  test('hold each word from its beginning', () => expect(said('surv')).toContain('Email Zoë the survey'));
  test('do not repeat what is typed already', () => expect(said('Text Amir')).not.toContain('Text Amir'));
});

describe('a plan that is edited', () => {
  const calls: Call[] = [
    { id: 1, tool: 'get_phone_number', args: [text('Ana')] },
    { id: 2, tool: 'send_sms', args: [[reference(1)], text('late, ', { call: 1 })] },
    { id: 3, tool: 'create_note', args: [text('Trip'), text(''), text()] },
  ];

  const edited = (id: number, at: number, typed: string) =>
    withArgument(calls, id, { at, typed, old: calls[id - 1]?.args[at] ?? text() });

  test('loses with a step what reads it', () =>
    expect(withoutCall(calls, 1).map(({ id }) => id)).toEqual([3]));
  test('keeps references where they were', () => {
    const [, sms] = edited(2, 1, 'early, {1}!');
    expect(sms?.args[1]).toEqual(text('early, ', { call: 1 }, '!'));
  });
  test('cannot be given a reference by typing one', () => {
    const [, , note] = edited(3, 0, 'Trip {1}');
    expect(note?.args[0]).toEqual(text('Trip {1}'));
  });
  test('shows a list with commas, and reads it so', () => {
    const [, sms] = edited(2, 0, '{1}, Bo,');
    expect(sms?.args[0]).toEqual([reference(1), text('Bo')]);
    expect(editable(sms?.args[0] ?? [])).toBe('{1}, Bo');
  });
});

describe('the hotkey', () => {
  const keys = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  test.each([
    [{ ...keys, code: 'Space', altKey: true }, 'Alt+Space'],
    [{ ...keys, code: 'KeyK', ctrlKey: true, shiftKey: true }, 'Control+Shift+K'],
    [{ ...keys, code: 'F5' }, 'F5'],
    [{ ...keys, code: 'KeyK', shiftKey: true }, undefined],
    [{ ...keys, code: 'AltLeft', altKey: true }, undefined],
  ])('%j is %s', (pressed, accelerator) => expect(acceleratorOf(pressed)).toBe(accelerator));
});
