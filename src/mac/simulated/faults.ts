import { setTimeout as sleep } from 'node:timers/promises';
import { type AppHost, ScriptError } from './values.ts';
import type { Fault, World } from './world.ts';

/** An app with the world's faults put before it: each event meets the first that has not run out. */
export const withFaults = (host: AppHost, world: World): AppHost => ({
  name: host.name,
  async send(command, { signal }) {
    const fault = world.faults.find(
      ({ app, kind, times }) => app === host.name && kind !== 'forgets' && times !== 0,
    );
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

async function meet({ app, kind, ms }: Fault, signal: AbortSignal): Promise<void> {
  switch (kind) {
    case 'not-permitted':
      throw new ScriptError(-1743, `Not authorized to send Apple events to ${app}.`);
    case 'not-running':
      throw new ScriptError(-600, 'Application isn’t running.');
    case 'refused':
      throw new ScriptError(-10000, 'AppleEvent handler failed.');
    case 'timed-out':
      throw new ScriptError(-1712, 'AppleEvent timed out.');
    case 'missing': // such an app has no host
    case 'forgets': // met where a property is set
      return;
    case 'slow':
      await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
      return;
    default:
      kind satisfies never;
  }
}
