import { setTimeout as sleep } from 'node:timers/promises';
import { type AppHost, ScriptError } from './values.ts';
import type { Fault, World } from './world.ts';

/** What the kinds of faults that make an event fail make it fail with. */
const errors = {
  'not-asked': [-1744, 'The user’s consent would be required.'],
  'not-permitted': [-1743, 'Not authorized to send Apple events.'],
  'not-running': [-600, 'Application isn’t running.'],
  'does-not-start': [-10810, 'The application could not be launched.'],
  quits: [-609, 'Connection is invalid.'],
  'no-accessibility': [1002, 'osascript is not allowed to send keystrokes.'],
  'timed-out': [-1712, 'AppleEvent timed out.'],
  locked: [-1712, 'AppleEvent timed out.'],
  refused: [-10000, 'AppleEvent handler failed.'],
  'not-saved': [-10025, 'The object could not be saved.'],
  'not-found': [-1728, 'Can’t get that object.'],
  cancelled: [-128, 'User canceled.'],
} as const satisfies Partial<Record<Fault['kind'], readonly [number, string]>>;

/** What needs Accessibility besides Automation. */
const keyboardCommands = ['keystroke', 'key code'];

/** An app with the world's faults put before it: each event meets the first that has not run out. */
export const withFaults = (host: AppHost, world: World): AppHost => ({
  name: host.name,
  async send(command, { signal }) {
    const fault = faultOf(host.name, world, keyboardCommands.includes(command.name));
    if (fault !== undefined) {
      if (fault.times !== undefined) fault.times -= 1;
      await meet(fault, signal);
    }
    return host.send(command, { signal });
  },
});

/** Whether an app takes a property, named as in its dictionary, and does not keep it. */
export const forgets = (world: World, app: string, property: string): boolean =>
  world.faults.some(
    (fault) =>
      fault.app === app && fault.kind === 'forgets' && fault.property === property && fault.times !== 0,
  );

/** The fault the next event to an app meets. */
export const faultOf = (app: string, world: World, usesKeyboard: boolean): Fault | undefined =>
  world.faults.find(
    (fault) =>
      fault.app === app &&
      fault.times !== 0 &&
      fault.kind !== 'forgets' &&
      (fault.kind !== 'no-accessibility' || usesKeyboard),
  );

/** The number an event fails with because of a fault; undefined for one that makes none fail. */
export function errorNumberOf(fault: Fault): number | undefined {
  if (fault.kind === 'error') return fault.number;
  return fault.kind in errors ? errors[fault.kind as keyof typeof errors][0] : undefined;
}

/** Every app runs, but for those that a fault keeps from it. */
export const isRunning = (app: string, world: World): boolean =>
  !world.faults.some(
    (fault) =>
      fault.app === app &&
      fault.times !== 0 &&
      ['missing', 'not-running', 'does-not-start'].includes(fault.kind),
  );

async function meet(fault: Fault, signal: AbortSignal): Promise<void> {
  switch (fault.kind) {
    case 'missing': // such an app has no host
    case 'forgets': // met where a property is set
      return;
    case 'slow':
      await sleep(fault.ms, undefined, { signal }).catch(() => signal.throwIfAborted());
      return;
    case 'error':
      throw new ScriptError(fault.number, 'An error occurred.');
    default: {
      const [number, message] = errors[fault.kind];
      throw new ScriptError(number, message);
    }
  }
}
