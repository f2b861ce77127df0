import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planOnly } from '../../src/assist.ts';
import { formatPlan } from '../../src/plan/write.ts';
import { openLanguageModel } from '../../src/runtime/language-model.ts';
import type { LanguageModel } from '../../src/runtime/models.ts';
import { tools } from '../../src/tools/index.ts';
import { collect } from '../helpers/collect.ts';
import { temporaryFolder } from '../helpers/command.ts';
import { writeScriptedModel } from '../helpers/gguf.ts';

const folder = temporaryFolder(afterAll);
const file = join(folder, 'scripted.gguf');
const says = [
  '1. ',
  'get_phone_number',
  '("Amir")',
  '\n2. ',
  'send_sms(["',
  '$1',
  '"], "',
  'late 🍕',
  '")',
  '\n3. join()',
  '<END_OF_PLAN>',
  'never said',
];
const { signal } = new AbortController();
let model: LanguageModel;

beforeAll(async () => {
  writeScriptedModel(file, { after: '\n', says });
  model = await openLanguageModel(file, { contextTokens: 8192 });
});
afterAll(() => model.dispose());

async function written(
  prompt: string,
  options: Partial<Parameters<LanguageModel['generate']>[1]> = {},
): Promise<string[]> {
  return collect(model.generate(prompt, { signal, maxTokens: 50, ...options }));
}

test('streams what it writes, and ends at the end of text', async () => {
  const pieces = await written('Go\n');
  expect(pieces.join('')).toBe(says.join(''));
  expect(pieces.length).toBeGreaterThan(8);
});

test('ends at a stop, which is not told, and at the most tokens', async () => {
  expect((await written('Go\n', { stop: ['<END_OF_PLAN>'] })).join('')).toBe(says.slice(0, 10).join(''));
  expect((await written('Go\n', { maxTokens: 2 })).join('')).toBe('1. get_phone_number');
});

test('a grammar keeps it from writing what is not allowed', async () => {
  expect((await written('Go\n', { grammar: 'root ::= "1. " "get_email"' })).join('')).toMatch(
    /^1\. (?!get_phone)/,
  );
});

test('an abort is heard while a long prompt is read', async () => {
  const controller = new AbortController();
  const end = collect(
    model.generate(`${'word '.repeat(1000)}\n`, { signal: controller.signal, maxTokens: 50 }),
  );
  setTimeout(() => controller.abort(new Error('enough')), 5);
  await expect(end).rejects.toThrow('enough');
  expect((await written('Go\n', { maxTokens: 1 })).join('')).toBe('1. ');
});

test('a prompt that does not fit is refused with a sentence', async () => {
  await expect(written('x'.repeat(9000))).rejects.toThrow('leaves no room');
});

test('a file that is no model is refused with a sentence', async () => {
  const broken = join(folder, 'broken.gguf');
  writeFileSync(broken, 'GGUF but not really');
  await expect(openLanguageModel(broken, { contextTokens: 512 })).rejects.toThrow('it may be damaged');
});

describe('described planning', () => {
  test('prompt, grammar and parser make a plan of what a text-writing model streams', async () => {
    const { calls, misplanned, promptTokens } = await planOnly(
      { query: 'Text Amir that I am late', now: new Date(2026, 10, 20) },
      {
        planner: { style: 'described', model, template: 'alpaca', close: async () => {} },
        classifier: undefined,
        tools,
        signal,
      },
    );
    expect(formatPlan(calls)).toBe(
      '1. get_phone_number("Amir")\n2. send_sms(["$1"], "late 🍕")\n3. join()<END_OF_PLAN>',
    );
    expect(misplanned).toEqual([]);
    expect(promptTokens).toBeGreaterThan(1000);
  });
});
