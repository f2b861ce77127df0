import { createHash } from 'node:crypto';
import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Planned, planOnly } from '../../src/assist.ts';
import { openPlanner, type Planner } from '../../src/plan/planner.ts';
import { formatCall } from '../../src/plan/write.ts';
import { retrieve } from '../../src/retrieval/retrieve.ts';
import type { ToolClassifier } from '../../src/runtime/models.ts';
import { plannerFolder, toolClassifierFolder } from '../../src/runtime/paths.ts';
import { openToolClassifier } from '../../src/runtime/tool-classifier.ts';
import { tools } from '../../src/tools/index.ts';
import { toolNames } from '../../src/tools/names.ts';
import { temporaryFolder } from '../helpers/command.ts';

const now = new Date(2026, 10, 20, 10, 15);
const { signal } = new AbortController();
const folder = temporaryFolder(afterAll);
let planner: Planner;
let classifier: ToolClassifier;

beforeAll(async () => {
  [planner, classifier] = await Promise.all([
    openPlanner(plannerFolder()),
    openToolClassifier(toolClassifierFolder()),
  ]);
});
afterAll(() => Promise.all([planner.close(), classifier.dispose()]));

const plan = (query: string): Promise<Planned> =>
  planOnly({ query, now }, { planner, classifier, tools, signal });
const calls = async (query: string) => (await plan(query)).calls.map(formatCall);

describe('the embedded models', () => {
  test('turn a sentence into a plan with the look-ups put in', async () => {
    expect(await calls('Text Amir that dinner is ready')).toEqual([
      'get_phone_number("Amir")',
      'send_sms(["$1"], "dinner is ready")',
    ]);
    expect(await calls('Remind me tomorrow at 6am to feed the cat')).toEqual([
      'create_reminder("feed the cat", "2026-11-21 06:00:00", "", "", 0, False)',
    ]);
  });

  test('refuse what the tools cannot do', async () => {
    expect(await calls('What is the capital of Peru?')).toEqual([]);
  });

  test('plan hostile and strange text without harm: every plan is legal, its words are the user’s own', async () => {
    const queries = [
      '',
      '!!! ???',
      '"; rm -rf / #',
      '🍕🍕🍕',
      'Text " & (do shell script "x") & " hi',
      'текст Анне привет',
      'a '.repeat(120),
      'x'.repeat(3000),
      'Remind me $1 $2 \\$3',
    ];
    for (const query of queries) {
      const { calls, misplanned } = await plan(query);
      expect(misplanned).toEqual([]);
      for (const call of calls) expect(toolNames).toContain(call.tool);
    }
  });

  test('plan only with tools that were retrieved', async () => {
    const only = new Set(['create_note'] as const);
    const { calls } = await planOnly(
      { query: 'Text Amir that dinner is ready', now },
      { planner, classifier: undefined, tools, enabledTools: only, signal },
    );
    expect(calls.every(({ tool }) => tool === 'create_note')).toBe(true);
  });

  test('a request of too many words is refused with a sentence', async () => {
    await expect(plan('word '.repeat(300))).rejects.toThrow('300 words');
  });

  test('an abort is heard', async () => {
    const stop = AbortSignal.abort(new Error('enough'));
    await expect(
      planOnly({ query: 'Text Amir hi', now }, { planner, classifier, tools, signal: stop }),
    ).rejects.toThrow('enough');
  });

  test('score all sixteen tools between 0 and 1, and retrieve those above the threshold', async () => {
    const { scores } = await classifier.encode('Text Amir hi', { signal });
    expect(scores).toHaveLength(16);
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    const { tools: retrieved } = await retrieve({ query: 'Text Amir hi', now }, { classifier, signal });
    expect(retrieved.map(({ name }) => name)).toEqual(['get_phone_number', 'send_sms']);
  });
});

describe('the classifier', () => {
  test('gives an embedding of length 1, in which requests that are alike are near', async () => {
    const embed = async (query: string) => (await classifier.encode(query, { signal })).embedding;
    const [one, like, other] = await Promise.all([
      embed('Text Amir that dinner is ready'),
      embed('let Ana know by text that lunch is ready'),
      embed('Show me the way to the harbour'),
    ]);
    const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);
    expect(one.length).toBeGreaterThan(16);
    expect(product(one, one)).toBeCloseTo(1, 4);
    expect(product(one, like)).toBeGreaterThan(product(one, other) + 0.2);
  });

  test('says the same under the WebAssembly runtime, which serves Intel Macs', async () => {
    const inWasm = await openToolClassifier(toolClassifierFolder(), { wasm: true });
    for (const query of ['Text Amir hi', 'Forward this to Bo with budget.pdf', '']) {
      const [native, wasm] = [
        await classifier.encode(query, { signal }),
        await inWasm.encode(query, { signal }),
      ];
      wasm.scores.forEach((score, label) => {
        expect(score).toBeCloseTo(native.scores[label] ?? -1, 2);
      });
      expect(wasm.embedding).toHaveLength(native.embedding.length);
    }
    await inWasm.dispose();
    await expect(inWasm.encode('Text Amir hi', { signal })).rejects.toThrow('The classifier was closed.');
  });

  test('judges a request of many words by its beginning', async () => {
    const { scores } = await classifier.encode(`Text Amir hi ${'x '.repeat(2000)}`, { signal });
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  });

  test('without an embedding in its file, its scores take the place of one', async () => {
    const at = join(folder, 'scores-only');
    cpSync(toolClassifierFolder(), at, { recursive: true });
    const file = join(at, 'onnx', 'model_quantized.onnx');
    // renamed, so that nothing of this name comes out
    const bytes = Buffer.from(
      readFileSync(file).toString('latin1').replaceAll('embedding', 'something'),
      'latin1',
    );
    writeFileSync(file, bytes);
    const manifest = readFileSync(join(at, 'manifest.json'), 'utf8');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(
      join(at, 'manifest.json'),
      manifest.replace(
        /("onnx\/model_quantized.onnx",\s*"bytes": \d+,\s*"sha256": ")[0-9a-f]+/,
        `$1${sha256}`,
      ),
    );
    const plain = await openToolClassifier(at);
    const { scores, embedding } = await plain.encode('Text Amir hi', { signal });
    expect(embedding).toHaveLength(16);
    expect((embedding[14] ?? 0) / (embedding[1] ?? 1)).toBeCloseTo((scores[14] ?? 0) / (scores[1] ?? 1), 4);
    await plain.dispose();
  });
});

describe('a damaged model', () => {
  const copy = (name: string): string => {
    const to = join(folder, name);
    cpSync(plannerFolder(), to, { recursive: true });
    return to;
  };

  test.each<[string, (folder: string) => void, string]>([
    ['no folder', () => {}, 'There is no model in'],
    ['no JSON', (at) => writeFileSync(join(at, 'manifest.json'), '{'), 'is damaged'],
    ['a wrong manifest', (at) => writeFileSync(join(at, 'manifest.json'), '{}'), 'is not right'],
    ['a file cut short', (at) => truncateSync(join(at, 'planner.gguf'), 1000), '1000 bytes instead of'],
    [
      'a changed byte',
      (at) => {
        const file = readFileSync(join(at, 'planner.gguf'));
        file[file.length - 100] = (file[file.length - 100] ?? 0) ^ 255;
        writeFileSync(join(at, 'planner.gguf'), file);
      },
      'its checksum is wrong',
    ],
  ])('%s is told with what to do', async (name, damage, words) => {
    const at = name === 'no folder' ? join(folder, name) : copy(name);
    damage(at);
    await expect(openPlanner(at)).rejects.toThrow(words);
    await expect(openPlanner(at)).rejects.toThrow('Restore the folder models/');
  });
});
