import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../../src/runtime/catalogue.ts';
import { findClassifier, findModel } from '../../src/runtime/find-model.ts';
import {
  installedModels,
  removeInstalled,
  verifyInstalled,
  writeInstalled,
} from '../../src/runtime/installed.ts';
import { presets } from '../../src/settings/presets.ts';
import { temporaryFolder } from '../helpers/command.ts';
import { writeScriptedModel } from '../helpers/gguf.ts';

const folder = temporaryFolder(afterAll);
const says = ['1. join()'];
const id = 'tinyagent-1.1b';
const file = 'TinyAgent-1.1B-Q4_K_M.gguf';

beforeAll(async () => {
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, file), 'x'.repeat(100));
  await writeInstalled(folder, {
    id,
    repo: 'squeeze-ai-lab/TinyAgent-1.1B-GGUF',
    licence: null,
    files: [{ file, sha256: '0'.repeat(64), bytes: 100 }],
  });
});

test('every model of the catalogue says its licence or that none is stated, and presets name only what it has', () => {
  for (const { licence } of catalogue) expect(licence === null || licence === 'Apache-2.0').toBe(true);
  const known = new Set(['embedded', 'planner', ...catalogue.map((entry) => entry.id)]);
  for (const { choices } of Object.values(presets))
    for (const choice of choices) for (const model of Object.values(choice)) expect(known).toContain(model);
});

test('a downloaded model is found by name, with the template it was tuned with', async () => {
  expect(await findModel(id, { folder })).toEqual({
    name: 'TinyAgent-1.1B (Q4_K_M)',
    file: join(folder, id, file),
    template: 'alpaca',
    contextTokens: 4096,
  });
});

test.each<[string, Parameters<typeof writeScriptedModel>[1], object]>([
  [
    'chat.gguf',
    { after: '\n', says, name: 'Some Chat', chatTemplate: '{{ messages }}' },
    { name: 'Some Chat', template: 'own', contextTokens: 8192 },
  ],
  [
    'plain.gguf',
    { after: '\n', says, dimensions: { contextTokens: 2048 } },
    { name: 'plain.gguf', template: 'alpaca', contextTokens: 2048 },
  ],
  [
    'TinyAgent-7B-Q5.gguf',
    { after: '\n', says, chatTemplate: '{{ messages }}' },
    { name: 'TinyAgent-7B-Q5.gguf', template: 'alpaca', contextTokens: 8192 },
  ],
])('%s is used as its own file says', async (name, model, found) => {
  const path = join(folder, name);
  writeScriptedModel(path, model);
  expect(await findModel(path, { folder })).toEqual({ file: path, ...found });
});

test.each([
  [
    'qwen3.5-4b',
    'Qwen3.5 4B (Q4_K_M) is not installed. Download it: in Settings › Models, or with tinyagent models pull qwen3.5-4b',
  ],
  ['gpt-9', 'There is no model called "gpt-9". Known are tinyagent-1.1b'],
  ['./nowhere.gguf', 'cannot be read'],
  ['tinyagent-toolrag', 'writes no text'],
])('%s is refused with what to do', async (reference, words) => {
  await expect(findModel(reference, { folder })).rejects.toThrow(words);
});

test('a classifier that was not converted yet is told so; a folder is taken as it is', async () => {
  const toolrag = 'tinyagent-toolrag';
  await expect(findClassifier(toolrag, { folder })).rejects.toThrow('models pull tinyagent-toolrag');
  await writeInstalled(folder, {
    id: toolrag,
    repo: 'squeeze-ai-lab/TinyAgent-ToolRAG',
    licence: null,
    files: [{ file: 'model.safetensors', sha256: '0'.repeat(64), bytes: 1 }],
  });
  await expect(findClassifier(toolrag, { folder })).rejects.toThrow('not converted to ONNX yet');
  writeFileSync(join(folder, toolrag, 'manifest.json'), '{}');
  expect(await findClassifier(toolrag, { folder })).toBe(join(folder, toolrag));
  expect(await findClassifier(folder, { folder })).toBe(folder);
  await expect(findClassifier('tinyagent-1.1b', { folder })).rejects.toThrow('no ToolRAG classifier');
});

test('a damaged file is found: its length at each use, its bytes when verified', async () => {
  const model = (await installedModels(folder)).find((one) => one.id === id);
  if (model === undefined) throw new Error('not installed');
  await expect(verifyInstalled(model)).rejects.toThrow(
    `its checksum is wrong. Download it again: in Settings › Models, or with tinyagent models pull ${id}`,
  );
  truncateSync(join(folder, id, file), 10);
  await expect(findModel(id, { folder })).rejects.toThrow('10 bytes instead of 100');
});

test('removing takes the model’s own folder and nothing else', async () => {
  await expect(removeInstalled(folder, '../elsewhere')).rejects.toThrow('is not the name of a model');
  expect(await removeInstalled(folder, id)).toBe(true);
  expect(await removeInstalled(folder, id)).toBe(false);
  expect((await installedModels(folder)).map((one) => one.id)).toEqual(['tinyagent-toolrag']);
});
