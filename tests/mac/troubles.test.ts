import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { AppName } from '../../src/mac/apps.ts';
import { createSimulatedMac } from '../../src/mac/simulated/simulated-mac.ts';
import { createWorld, type WorldInput } from '../../src/mac/simulated/world.ts';
import { argument, defineTool, type Tool } from '../../src/tools/tool.ts';
import { carryOut } from '../helpers/carry-out.ts';
import { collect } from '../helpers/collect.ts';
import { now } from '../helpers/tools.ts';

type FaultInput = NonNullable<WorldInput['faults']>[number];

/** Stands in for a tool that types: none of the sixteen does. */
const typing = defineTool({
  name: 'open_note',
  description: 'Types.',
  app: 'Notes',
  effect: 'opens-draft',
  args: z.object({ name: argument('note', z.string()), folder: argument('folder', z.string()) }),
  run: (_, { mac, signal }) =>
    mac.runScript(
      {
        name: 'type',
        app: 'System Events',
        source: 'tell application "System Events" to keystroke "v" using command down',
      },
      [],
      { signal },
    ),
});

/** How a call ended that needs the app of the fault, and the trouble told before. */
async function endOf(plan: string, fault: FaultInput, tool?: Tool) {
  const world = createWorld({
    notes: { accounts: [{ folders: [{ name: 'Notes', notes: [{ text: 'Trip\nPack' }] }] }] },
    faults: [fault],
  });
  const events = await collect(carryOut(`1. ${plan}\n2. join()`, world, tool === undefined ? {} : { tool }));
  const failed = events.find((event) => event.type === 'failed');
  const troubled = events.find((event) => event.type === 'trouble');
  const last = events.at(-1);
  return {
    world,
    code: failed?.code,
    message: failed?.message,
    trouble: troubled?.trouble.state,
    pane: troubled?.trouble.pane,
    answer: last?.type === 'answered' ? last.answer.text : undefined,
  };
}

const openTrip = 'open_note("Trip", "")';
const notes = { app: 'Notes' } as const;
const lookFirst = 'What was asked may still happen, so look there before you ask again.';

describe('what a script meets is told with its own code, sentence and way out', () => {
  test.each([
    [
      { ...notes, kind: 'not-permitted' },
      'not-permitted',
      'automation',
      'TinyAgent may not control Notes. Allow it in System Settings › Privacy & Security › Automation, then ask again.',
    ],
    [
      { ...notes, kind: 'not-asked' },
      'not-asked',
      'automation',
      'macOS has yet to ask you whether TinyAgent may control Notes. Ask again, and click Allow in the window that macOS shows.',
    ],
    [
      { ...notes, kind: 'missing' },
      'not-installed',
      undefined,
      'Notes is not on this Mac. It comes with macOS and can be had again from the App Store.',
    ],
    [
      { ...notes, kind: 'not-running' },
      'not-running',
      undefined,
      'Notes did not start. Open it, then ask again.',
    ],
    [
      { ...notes, kind: 'does-not-start' },
      'not-running',
      undefined,
      'Notes did not start. Open it, then ask again.',
    ],
    [
      { ...notes, kind: 'quits' },
      'quit',
      undefined,
      `Notes quit while it was at work. Open it again. ${lookFirst}`,
    ],
    [
      { ...notes, kind: 'timed-out' },
      'timed-out',
      undefined,
      `Notes did not answer in time: it is busy, or waits for an answer in a window of its own. Look whether it shows a question; if not, quit it and open it again. ${lookFirst}`,
    ],
    [
      { ...notes, kind: 'locked' },
      'locked',
      undefined,
      `The screen is locked, and Notes did not answer in time. Unlock the Mac. ${lookFirst}`,
    ],
  ] satisfies [FaultInput, string, string | undefined, string][])(
    '%j is %s',
    async (fault, code, pane, message) => {
      const end = await endOf(openTrip, fault);
      expect(end).toMatchObject({ code, message, trouble: code, answer: message });
      expect(end.pane).toBe(pane);
    },
  );

  test.each([1002, -25211, -1719])(
    'a keyboard that is not allowed (%i) is Accessibility’s, not Automation’s',
    async (number) => {
      const fault = { app: 'System Events', kind: 'error', number } as const;
      expect(await endOf(openTrip, fault, typing)).toMatchObject({
        code: 'no-accessibility',
        message:
          'TinyAgent may not use the keyboard. Allow it in System Settings › Privacy & Security › Accessibility, then ask again.',
        trouble: 'no-accessibility',
        pane: 'accessibility',
      });
    },
  );

  test('what needs no key press goes on without Accessibility', async () => {
    const world = createWorld({ faults: [{ app: 'System Events', kind: 'no-accessibility' }] });
    const mac = createSimulatedMac({ world, now: () => now });
    const run = (command: string) =>
      mac.runScript(
        { name: 't', app: 'System Events', source: `tell application "System Events" to ${command}` },
        [],
        { signal: new AbortController().signal },
      );
    expect(await run('exists process "Mail"')).toBe('true');
    await expect(run('key code 36')).rejects.toMatchObject({ code: 'no-accessibility', number: 1002 });
    expect(world.typed).toEqual([]);
  });

  test.each([
    [{ kind: 'not-found' }, 'not-found', 'Notes does not have what was asked for.'],
    [{ kind: 'error', number: -1719 }, 'not-found', 'Notes does not have what was asked for.'],
    [{ kind: 'refused' }, 'refused', 'Notes refused. Look whether it shows a message, then ask again.'],
    [
      { kind: 'error', number: -10004 },
      'refused',
      'Notes refused. Look whether it shows a message, then ask again.',
    ],
    [
      { kind: 'not-saved' },
      'refused',
      'Notes would not save it: the calendar may be read-only, or the end lies before the start.',
    ],
    [{ kind: 'cancelled' }, 'cancelled', 'It was cancelled in Notes.'],
    ...[-1700, -1708, -2753, -10003, -10006, -2741, -2740, -30720, -4711].map(
      (number): [object, string, string] => [
        { kind: 'error', number },
        'script-fault',
        `The script for Notes failed (${number}). This is a fault of TinyAgent, not yours.`,
      ],
    ),
  ])('%j is %s, and no setting’s fault', async (fault, code, message) => {
    const end = await endOf(openTrip, { ...notes, ...fault } as FaultInput);
    expect(end).toMatchObject({ code, message });
    expect(end.trouble).toBeUndefined();
  });
});

describe('what failed once', () => {
  const once = (kind: 'not-running' | 'quits' | 'refused' | 'timed-out') =>
    ({ ...notes, kind, times: 1 }) as const;

  test.each(['not-running', 'quits', 'refused'] as const)(
    'is tried again by what only reads: %s',
    async (kind) =>
      expect(await endOf(openTrip, once(kind))).toMatchObject({ code: undefined, answer: 'Trip\nPack' }),
  );

  test('is not tried again after a time-out, even by what only reads', async () => {
    const { code, world } = await endOf(openTrip, once('timed-out'));
    expect([code, world.faults[0]?.times]).toEqual(['timed-out', 0]);
  });

  test.each([
    ['not-running', 1, undefined],
    ['quits', 0, 'quit'],
    ['refused', 0, 'refused'],
    ['timed-out', 0, 'timed-out'],
  ] as const)('by what changes the Mac, only where nothing was done: %s', async (kind, made, code) => {
    const end = await endOf('create_note("List", "Milk", "")', once(kind));
    const titles = end.world.notes.accounts[0]?.folders[0]?.notes.filter(({ body }) => body.includes('List'));
    expect([titles?.length, end.code]).toEqual([made, code]);
  });
});

describe('a diagnosis', () => {
  const signal = new AbortController().signal;
  const stateOf = async (fault: FaultInput, app: AppName = 'Notes') =>
    (
      await createSimulatedMac({ world: createWorld({ faults: [fault] }), now: () => now }).diagnose(app, {
        signal,
      })
    ).state;

  test.each([
    ['missing', 'not-installed'],
    ['not-running', 'not-running'],
    ['does-not-start', 'not-running'],
    ['quits', 'quit'],
    ['not-asked', 'not-asked'],
    ['not-permitted', 'not-permitted'],
    ['timed-out', 'timed-out'],
    ['locked', 'locked'],
    ['cancelled', 'ready'],
  ] as const)(
    'of an app with the fault %s is %s; another app is well, unless the screen is locked',
    async (kind, state) => {
      expect(await stateOf({ ...notes, kind })).toBe(state);
      expect(await stateOf({ ...notes, kind }, 'Mail')).toBe(kind === 'locked' ? 'locked' : 'ready');
    },
  );

  test('takes no fault’s turn, and sees none that is over', async () => {
    const world = createWorld({ faults: [{ ...notes, kind: 'timed-out', times: 1 }] });
    const mac = createSimulatedMac({ world, now: () => now });
    expect((await mac.diagnose('Notes', { signal })).state).toBe('timed-out');
    expect(world.faults[0]?.times).toBe(1);
    expect(await stateOf({ ...notes, kind: 'timed-out', times: 0 })).toBe('ready');
    expect(await stateOf({ ...notes, kind: 'locked', times: 0 })).toBe('ready');
  });

  test('of System Events is about the keyboard too', async () => {
    expect(await stateOf({ app: 'System Events', kind: 'no-accessibility' }, 'System Events')).toBe(
      'no-accessibility',
    );
  });
});

test.each([
  [{ app: 'Notes', kind: 'no-accessibility' }, 'faults[0].app'],
  [{ app: 'Notes', kind: 'error' }, 'faults[0].number'],
  [{ app: 'Notes', kind: 'locked', ms: 5 }, 'faults[0]'],
])('the fault %j is refused, and the place is named', (fault, place) => {
  expect(() => createWorld({ faults: [fault] })).toThrow(place);
});
