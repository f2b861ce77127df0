import { beforeEach, expect, test } from 'vitest';
import type { Download } from '../../src/app/contract.ts';
import { createDownloads, type DownloadSource, type Downloads } from '../../src/app/main/downloads.ts';
import { DownloadError } from '../../src/runtime/downloads/download-error.ts';

/** A source that the test decides on: each pull waits until it is told how it ends, or is stopped. */
interface Pull {
  readonly id: string;
  readonly anyway: boolean;
  readonly progress: (receivedBytes: number) => void;
  readonly end: (error?: Error) => void;
}
let pulls: Pull[];
let removed: string[];
let changes: number;
let seen: (readonly Download[])[];
let downloads: Downloads;

const source: DownloadSource = {
  pull: (id, { signal, onProgress, anyway }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      pulls.push({
        id,
        anyway,
        progress: (receivedBytes) =>
          onProgress({ receivedBytes, totalBytes: 100, bytesPerSecond: undefined, secondsLeft: undefined }),
        end: (error) => (error === undefined ? resolve() : reject(error)),
      });
    }),
  verify: async (id) => {
    if (id === 'damaged') throw new Error('It is damaged.');
  },
  remove: async (id) => void removed.push(id),
};

beforeEach(() => {
  [pulls, removed, seen, changes] = [[], [], [], 0];
  downloads = createDownloads({
    sources: { model: source, voice: source },
    onProgress: () => seen.push(downloads.list),
    onChange: async () => {
      changes += 1;
    },
  });
});

const act = (step: 'begin' | 'cancel' | 'remove' | 'verify', id = 'one', anyway = false) =>
  downloads.act({ kind: 'model', id, step, anyway });
const statuses = () => downloads.list.map(({ id, status }) => `${id} ${status}`);
const last = (): Pull => {
  const pull = pulls.at(-1);
  if (pull === undefined) throw new Error('Nothing is downloaded.');
  return pull;
};

test('a download is shown while it goes on, is begun once, and is gone from the list when it is here', async () => {
  await act('begin');
  await act('begin');
  await act('begin', 'two');
  expect([pulls.map(({ id }) => id), statuses()]).toEqual([
    ['one', 'two'],
    ['one downloading', 'two downloading'],
  ]);
  pulls[0]?.end();
  await expect.poll(statuses).toEqual(['two downloading']);
  expect(changes).toBe(1);
});

test('progress is told now and then, not with every piece, and the last of it is not lost', async () => {
  await act('begin');
  const before = seen.length;
  for (let bytes = 0; bytes < 100; bytes++) last().progress(bytes);
  await expect.poll(() => seen.at(-1)?.[0]?.progress?.receivedBytes).toBe(99);
  expect(seen.length - before).toBe(1);
});

test('one that was cancelled is no failure, and can be begun again', async () => {
  await act('begin');
  await act('cancel');
  await expect.poll(statuses).toEqual([]);
  await act('begin');
  expect([pulls.length, statuses()]).toEqual([2, ['one downloading']]);
});

test('a failure stays until it is tried again; only for want of memory can one insist', async () => {
  await act('begin');
  last().end(new DownloadError('offline', 'The hub cannot be reached.'));
  await expect.poll(statuses).toEqual(['one failed']);
  expect(downloads.list).toMatchObject([{ message: 'The hub cannot be reached.', canInsist: false }]);
  await act('begin');
  last().end(new DownloadError('no-memory', 'It needs more memory.'));
  await expect.poll(() => downloads.list).toMatchObject([{ status: 'failed', canInsist: true }]);
  await act('begin', 'one', true);
  expect([last().anyway, statuses()]).toEqual([true, ['one downloading']]);
});

test('what is removed while it is downloaded is stopped first', async () => {
  await act('begin');
  await act('remove');
  expect([removed, statuses()]).toEqual([['one'], []]);
});

test('a check tells how it ended', async () => {
  await act('verify', 'sound');
  await act('verify', 'damaged');
  await expect.poll(statuses).toEqual(['sound verified', 'damaged failed']);
});

test('when the app quits they all stop', async () => {
  await act('begin');
  await act('begin', 'two');
  downloads.close();
  await expect.poll(statuses).toEqual([]);
});
