import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CatalogueEntry, catalogueEntry } from '../../../src/runtime/catalogue.ts';
import { downloadFile } from '../../../src/runtime/downloads/download-file.ts';
import { listFiles } from '../../../src/runtime/downloads/hub.ts';
import { type PullProgress, pullModel } from '../../../src/runtime/downloads/pull-model.ts';
import { installedModels, verifyInstalled } from '../../../src/runtime/installed.ts';
import { temporaryFolder } from '../../helpers/command.ts';
import { type Hub, sha256, startHub } from '../../helpers/hub.ts';

const root = temporaryFolder(afterAll);
const weights = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) % 256));
const file = 'TinyAgent-1.1B-Q4_K_M.gguf';
const small = entryOf('tinyagent-1.1b');
const repositories = {
  [small.repo]: { [file]: weights, 'README.md': Buffer.from('read me'), '../../escape-Q4_K_M.gguf': weights },
  'squeeze-ai-lab/TinyAgent-ToolRAG': {
    'config.json': Buffer.from('{}'),
    'tokenizer.json': Buffer.from('{"a":1}'),
    '../escape.json': Buffer.from('{}'),
    'model.safetensors': weights,
    'pytorch_model.bin': weights,
    'README.md': Buffer.from('read me'),
  },
};
let hub: Hub;
let folder: string;
let count = 0;

beforeAll(async () => {
  hub = await startHub(repositories);
});
afterAll(() => hub.close());
beforeEach(() => {
  vi.stubEnv('TINYAGENT_HUB', `${hub.address}/`);
  folder = join(root, `models-${count++}`);
  hub.faults.length = 0;
  hub.requests.length = 0;
  hub.listing = undefined;
});
afterEach(() => vi.unstubAllEnvs());

function entryOf(id: string): CatalogueEntry {
  const entry = catalogueEntry(id);
  if (entry === undefined) throw new Error(`no ${id}`);
  return entry;
}
const { signal } = new AbortController();
const pull = (entry = small, options: Partial<Parameters<typeof pullModel>[1]> = {}) =>
  pullModel(entry, { folder, signal, onProgress: () => {}, ...options });
/** Downloads the weights alone, with short waits. */
const fetchWeights = async (options: Partial<Parameters<typeof downloadFile>[3]> = {}) => {
  const listed = (await listFiles(small.repo, { signal })).find(({ path }) => path === file);
  if (listed === undefined) throw new Error('not listed');
  return downloadFile(small.repo, listed, target(), {
    signal,
    onBytes: () => {},
    stallMs: 1000,
    pauseMs: 1,
    ...options,
  });
};
const target = () => join(folder, file);
const ranges = () => hub.requests.map(({ range }) => range);

describe('pulling a model', () => {
  test('follows the redirect, checks the hub’s own checksum and records what is installed', async () => {
    const shown: PullProgress[] = [];
    const model = await pull(small, { onProgress: (progress) => shown.push(progress) });
    expect(model.files).toEqual([{ file, sha256: sha256(weights), bytes: weights.length }]);
    expect(readFileSync(join(folder, small.id, file)).equals(weights)).toBe(true);
    expect(readdirSync(join(folder, small.id)).toSorted()).toEqual([file, 'installed.json']);
    expect(await installedModels(folder)).toEqual([model]);
    await verifyInstalled(model);
    expect(shown.at(-1)).toMatchObject({ receivedBytes: weights.length, totalBytes: weights.length });
  });

  test('what is here is checked, not downloaded again', async () => {
    await pull();
    hub.requests.length = 0;
    await pull();
    expect(ranges()).toEqual([]);
  });

  test('a file the hub spells otherwise is found by its quantisation; none alike lists what there is', async () => {
    const model = await pull({ ...small, file: 'tinyagent-1.1b-q4_k_m.gguf' });
    expect(model.files[0]?.file).toBe(file);
    await expect(pull({ ...small, file: 'TinyAgent-1.1B-Q9_X.gguf' })).rejects.toThrow(`It has: ${file}.`);
  });

  test('a classifier’s files are its tokeniser’s and one file of weights, small ones checked by their Git id', async () => {
    const model = await pull(entryOf('tinyagent-toolrag'));
    expect(model.files.map((one) => one.file)).toEqual([
      'config.json',
      'tokenizer.json',
      'model.safetensors',
    ]);
    hub.faults.push('corrupts');
    folder = `${folder}-again`;
    await expect(pull(entryOf('tinyagent-toolrag'))).rejects.toThrow('config.json arrived damaged');
  });

  test('too little memory is said before anything is asked of the hub; --anyway goes on', async () => {
    const machine = { memoryBytes: 1e9 };
    await expect(pull(small, { machine })).rejects.toMatchObject({ code: 'no-memory' });
    expect(existsSync(folder)).toBe(false);
    expect((await pull(small, { machine, anyway: true })).id).toBe(small.id);
  });

  test('too little room on the disk is said before anything is fetched', async () => {
    const body = JSON.stringify([
      { type: 'file', path: file, oid: 'x', size: 1, lfs: { oid: '0'.repeat(64), size: 9e14 } },
    ]);
    hub.listing = { status: 200, body };
    await expect(pull()).rejects.toMatchObject({ code: 'no-space' });
    expect(ranges()).toEqual([]);
  });

  test.each([
    [401, 'forbidden', 'HF_TOKEN'],
    [403, 'forbidden', 'agree to its terms'],
    [404, 'not-found', 'no longer'],
    [503, 'hub-failed', 'Try again later'],
  ])('a hub that answers %i is told with what to do', async (status, code, words) => {
    hub.listing = { status, body: '' };
    await expect(pull()).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  test('a sign-in page instead of a hub is recognised', async () => {
    hub.listing = { status: 200, body: '<html>Welcome to the hotel</html>' };
    await expect(pull()).rejects.toThrow('sign-in page');
  });

  test('without a network the word is a clear one, and at once', async () => {
    vi.stubEnv('TINYAGENT_HUB', 'http://127.0.0.1:9');
    await expect(pull()).rejects.toMatchObject({
      code: 'offline',
      message:
        '127.0.0.1:9 cannot be reached. Check the internet connection, or set TINYAGENT_HUB to a mirror.',
    });
  });

  test('an address that is none is told', async () => {
    vi.stubEnv('TINYAGENT_HUB', 'example.org');
    await expect(pull()).rejects.toThrow('it must be an address');
  });

  test('a cancel is heard while the hub is silent, and while bytes come; the next pull goes on', async () => {
    hub.listing = 'stalls';
    const first = new AbortController();
    setTimeout(() => first.abort(new Error('enough')), 30);
    await expect(pull(small, { signal: first.signal })).rejects.toThrow('enough');

    hub.listing = undefined;
    hub.faults.push({ stalls: 100_000 });
    const second = new AbortController();
    const onProgress = ({ receivedBytes }: PullProgress) => {
      if (receivedBytes >= 100_000) second.abort(new Error('enough'));
    };
    await expect(pull(small, { signal: second.signal, onProgress })).rejects.toThrow('enough');
    expect(await installedModels(folder)).toEqual([]);
    await pull();
    expect(ranges()).toEqual(['', 'bytes=100000-']);
  });
});

describe('downloading a file', () => {
  test.each<[string, Hub['faults'][number][], string[]]>([
    ['drops', [{ drops: 120_000 }], ['', 'bytes=120000-']],
    ['stalls', [{ stalls: 50_000 }], ['', 'bytes=50000-']],
    ['ends early', [{ endsEarly: 70_000 }, { endsEarly: 70_000 }], ['', 'bytes=70000-', 'bytes=140000-']],
    ['fails for a moment', [{ answers: 503 }, { answers: 500 }], ['', '', '']],
    ['knows no ranges', [{ drops: 1000 }, 'knows no ranges'], ['', 'bytes=1000-']],
  ])('goes on when the connection %s', async (_, faults, asked) => {
    hub.faults.push(...faults);
    expect(await fetchWeights()).toBe(sha256(weights));
    expect(readFileSync(target()).equals(weights)).toBe(true);
    expect(ranges()).toEqual(asked);
    expect(readdirSync(folder)).toEqual([file]);
  });

  test('gives up after five failures in a row, and keeps what came', async () => {
    hub.faults.push({ drops: 90_000 }, ...Array.from({ length: 5 }, () => ({ answers: 503 })));
    await expect(fetchWeights()).rejects.toMatchObject({ code: 'hub-failed' });
    expect(existsSync(target())).toBe(false);
    hub.requests.length = 0;
    await fetchWeights();
    expect(ranges()).toEqual(['bytes=90000-']);
  });

  test('what is refused is not asked for again and again', async () => {
    hub.faults.push({ answers: 403 });
    await expect(fetchWeights()).rejects.toMatchObject({ code: 'forbidden' });
    expect(ranges()).toEqual(['']);
  });

  test.each<Hub['faults'][number]>(['corrupts', 'sends too much'])(
    'a file that %s never gets its name',
    async (fault) => {
      hub.faults.push(fault);
      await expect(fetchWeights()).rejects.toMatchObject({ code: 'damaged' });
      expect(readdirSync(folder)).toEqual([]);
      await fetchWeights();
      expect(readdirSync(folder)).toEqual([file]);
    },
  );

  test('what an earlier version of the file left is not gone on with', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${file}.0123456789abcdef.part`), 'another version');
    await fetchWeights();
    expect(ranges()).toEqual(['']);
    expect(readdirSync(folder)).toEqual([file]);
  });

  test('HF_TOKEN goes to the hub', async () => {
    vi.stubEnv('HF_TOKEN', 'secret');
    await fetchWeights();
    expect(hub.requests[0]?.authorization).toBe('Bearer secret');
  });
});
