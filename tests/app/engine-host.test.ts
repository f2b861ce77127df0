import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WireEvent } from '../../src/app/contract.ts';
import type { EngineCommand, EngineReport } from '../../src/app/engine/protocol.ts';
import { createEngineHost, type EngineHost, type EngineStatus } from '../../src/app/main/engine-host.ts';

/** Engine processes whose life and words the test decides on. */
interface Process {
  readonly commands: EngineCommand[];
  report(report: EngineReport): void;
  exit(): void;
}

let processes: Process[];
let events: string[];
let statuses: EngineStatus[];
let host: EngineHost;
const now = '2026-11-20T10:15:00.000Z';
const ask = (id: string) => host.send({ type: 'ask', id, query: 'x', now });
const newest = (): Process => {
  const process = processes.at(-1);
  if (process === undefined) throw new Error('No engine was started.');
  return process;
};

beforeEach(() => {
  vi.useFakeTimers();
  [processes, events, statuses] = [[], [], []];
  host = createEngineHost({
    start: ({ onReport, onExit }) => {
      const process: Process = { commands: [], report: onReport, exit: onExit };
      processes.push(process);
      return { send: (command) => process.commands.push(command), kill: onExit };
    },
    onEvent: (id, event) => events.push(`${id} ${event.type}`),
    onStatus: (status) => statuses.push(status),
  });
});
afterEach(() => void vi.useRealTimers());

const last: WireEvent = { type: 'stopped' };

test('a request that does not stop when it is cancelled is stopped by ending its process', () => {
  ask('one');
  host.send({ type: 'cancel', id: 'one' });
  vi.advanceTimersByTime(10_000);
  expect([events, processes.length]).toEqual([['one stopped'], 2]);
});

test('a request that stops in time keeps its process', () => {
  ask('one');
  host.send({ type: 'cancel', id: 'one' });
  newest().report({ type: 'event', id: 'one', event: last });
  vi.advanceTimersByTime(10_000);
  expect([events, processes.length]).toEqual([['one stopped'], 1]);
});

test('after a crash each open request is told, and the new process knows the Zoom account', () => {
  const account = { accountId: 'a', clientId: 'b', clientSecret: 'c' };
  host.send({ type: 'zoom', account });
  ask('one');
  ask('two');
  newest().exit();
  expect(events).toEqual(['one broke', 'two broke']);
  expect(newest().commands).toEqual([{ type: 'zoom', account }]);
});

test('an engine that keeps crashing is left alone until the user asks again', () => {
  for (let turn = 0; turn < 3; turn++) newest().exit();
  expect([processes.length, host.status.status]).toEqual([3, 'failed']);
  ask('one');
  expect([processes.length, host.status.status]).toEqual([4, 'loading']);
  expect(newest().commands.map(({ type }) => type)).toEqual(['ask']);
});

test('crashes long apart are no crashes in a row', () => {
  for (let turn = 0; turn < 5; turn++) {
    newest().exit();
    vi.advanceTimersByTime(120_000);
  }
  expect(processes.length).toBe(6);
});

test('when the app quits the engine ends, and is not started again', () => {
  host.close();
  expect([processes.length, statuses.at(-1)?.status]).toEqual([1, 'loading']);
});
