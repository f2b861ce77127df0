import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUpdates, UpdateError, type Updater, type Updates } from '../../src/app/main/updates.ts';

/** What is published, or why it cannot be looked at; how often anybody looked. */
let newest: string | UpdateError | undefined;
let looks: number;
let downloads: { end: (error?: Error) => void }[];
let restarts: number;
let updates: Updates;

const updater: Updater = {
  check: async () => {
    looks += 1;
    if (newest instanceof Error) throw newest;
    return newest === undefined ? undefined : { version: newest };
  },
  download: ({ signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      downloads.push({ end: (error) => (error === undefined ? resolve() : reject(error)) });
    }),
  restart: () => {
    restarts += 1;
  },
};
const create = (part: Partial<Parameters<typeof createUpdates>[0]> = {}): Updates =>
  createUpdates({ version: '0.1.0', updater, whyNot: '', onChange: () => {}, ...part });
const day = 24 * 60 * 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  [newest, looks, downloads, restarts] = [undefined, 0, [], 0];
  updates = create();
});
afterEach(() => {
  updates.close();
  vi.useRealTimers();
});

test('it never looks by itself unless it was allowed to', async () => {
  await vi.advanceTimersByTimeAsync(3 * day);
  expect(looks).toBe(0);
});

test('allowed, it looks a moment after the start and once a day, until that is taken back', async () => {
  updates.allow(true);
  updates.allow(true); // each change of the settings says so again
  await vi.advanceTimersByTimeAsync(2 * day + 120_000);
  expect(looks).toBe(3);
  updates.allow(false);
  await vi.advanceTimersByTimeAsync(3 * day);
  expect(looks).toBe(3);
});

test('a look of its own that fails or finds nothing says nothing; one the user asked for says why', async () => {
  newest = new UpdateError('It cannot be reached.');
  updates.allow(true);
  await vi.advanceTimersByTimeAsync(day);
  expect(updates.state.status).toBe('idle');
  await updates.act('check');
  expect(updates.state).toMatchObject({ status: 'failed', message: 'It cannot be reached.' });
  newest = undefined;
  await updates.act('check');
  expect(updates.state).toMatchObject({ status: 'current', message: '' });
});

test('what is found is downloaded only on a yes, and installed by a restart only when it is there', async () => {
  newest = '0.2.0';
  updates.allow(true);
  await vi.advanceTimersByTimeAsync(2 * day);
  expect([updates.state.status, updates.state.newVersion, downloads.length]).toEqual([
    'available',
    '0.2.0',
    0,
  ]);
  const downloading = updates.act('download');
  await updates.act('restart');
  expect([updates.state.status, restarts]).toEqual(['downloading', 0]);
  downloads[0]?.end();
  await downloading;
  await updates.act('restart');
  expect([updates.state.status, restarts]).toEqual(['ready', 1]);
});

test('a download that was cancelled or failed can be begun again', async () => {
  newest = '0.2.0';
  await updates.act('check');
  const first = updates.act('download');
  await updates.act('cancel');
  await first;
  expect(updates.state.status).toBe('available');
  const second = updates.act('download');
  downloads[1]?.end(new UpdateError('It arrived damaged.'));
  await second;
  expect(updates.state).toMatchObject({
    status: 'failed',
    message: 'It arrived damaged.',
    newVersion: '0.2.0',
  });
  const third = updates.act('download');
  downloads[2]?.end();
  await third;
  expect(updates.state.status).toBe('ready');
});

test('without a place to get updates from it says why, and asks nobody', async () => {
  updates = create({ updater: undefined, whyNot: 'It runs from its source code.' });
  updates.allow(true);
  await updates.act('check');
  await vi.advanceTimersByTimeAsync(day);
  expect(updates.state).toMatchObject({ status: 'unavailable', message: 'It runs from its source code.' });
  expect(looks).toBe(0);
});
