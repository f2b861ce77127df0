import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openPlanner } from '../../src/plan/planner.ts';
import { type Adapter, openLanguageModel } from '../../src/runtime/language-model.ts';
import { collect } from '../helpers/collect.ts';
import { temporaryFolder } from '../helpers/command.ts';

// A tiny random model, and an adapter trained to know the samples by heart, made by
// `python3 scripts/train/toy_lora.py --samples tests/fixtures/lora/samples.jsonl --out tests/fixtures/lora`
const fixture = fileURLToPath(new URL('../fixtures/lora', import.meta.url));
const base = join(fixture, 'base.gguf');
const adapter = { file: join(fixture, 'adapter.gguf'), scale: 1 };
const samples: { prompt: string; completion: string }[] = readFileSync(join(fixture, 'samples.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const folder = temporaryFolder(afterAll);
const { signal } = new AbortController();

async function written(adapters: readonly Adapter[]): Promise<string[]> {
  const model = await openLanguageModel(base, { contextTokens: 512, adapters });
  const texts = [];
  for (const { prompt } of samples) {
    texts.push((await collect(model.generate(prompt, { signal, maxTokens: 80 }))).join(''));
  }
  await model.dispose();
  return texts;
}

describe('a LoRA adapter', () => {
  test('makes its model write what it was taught; without it, or scaled to nothing, the model writes something else', async () => {
    const taught = samples.map(({ completion }) => completion);
    expect(await written([adapter])).toEqual(taught);
    const untaught = await written([]);
    for (const [index, text] of untaught.entries()) expect(text).not.toBe(taught[index]);
    expect(await written([{ ...adapter, scale: 0 }])).toEqual(untaught);
  });

  test('belongs to one context: the same file opened beside it writes as before', async () => {
    const [plain, adapted] = await Promise.all([
      openLanguageModel(base, { contextTokens: 512 }),
      openLanguageModel(base, { contextTokens: 512, adapters: [adapter] }),
    ]);
    const { prompt = '', completion } = samples[0] ?? {};
    const say = async (model: typeof plain) =>
      (await collect(model.generate(prompt, { signal, maxTokens: 80 }))).join('');
    expect(await say(adapted)).toBe(completion);
    expect(await say(plain)).not.toBe(completion);
    await Promise.all([plain.dispose(), adapted.dispose()]);
  });

  test('that is damaged, or no adapter, is refused with a sentence', async () => {
    const cut = join(folder, 'cut.gguf');
    cpSync(adapter.file, cut);
    truncateSync(cut, 5000);
    for (const file of [cut, base, join(folder, 'missing.gguf')]) {
      await expect(written([{ file, scale: 1 }])).rejects.toThrow('cannot be loaded; it may be damaged');
    }
  });
});

describe('a model folder with an adapter', () => {
  test('is opened with it', async () => {
    const planner = await openPlanner(fixture);
    if (planner.style !== 'described') throw new Error('The toy is of the described style.');
    const { prompt = '', completion } = samples[1] ?? {};
    const text = await collect(planner.model.generate(prompt, { signal, maxTokens: 80 }));
    await planner.close();
    expect(text.join('')).toBe(completion);
  });

  test('whose manifest does not list the adapter’s file is refused', async () => {
    const copy = join(folder, 'copy');
    cpSync(fixture, copy, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'));
    manifest.adapters = [{ file: 'other.gguf' }];
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest));
    await expect(openPlanner(copy)).rejects.toThrow('other.gguf is not among the files');
  });
});
