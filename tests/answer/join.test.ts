import { join } from 'node:path';
import fc from 'fast-check';
import { getLlama, type Llama, LlamaGrammar } from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join as joinResults, readVerdict, type Verdict } from '../../src/answer/join.ts';
import type { Outcome } from '../../src/execution/outcome.ts';
import type { Attempt } from '../../src/plan/described/attempt.ts';
import { parsePlan } from '../../src/plan/parse.ts';
import { openLanguageModel } from '../../src/runtime/language-model.ts';
import type { LanguageModel } from '../../src/runtime/models.ts';
import { tools } from '../../src/tools/index.ts';

import { temporaryFolder } from '../helpers/command.ts';
import { writeScriptedModel } from '../helpers/gguf.ts';

const folder = temporaryFolder(afterAll);

describe('what a joiner writes', () => {
  test.each<[string, Verdict]>([
    ['Thought: Done.\nAction: Finish(Room 12.)', { type: 'finish', text: 'Room 12.' }],
    ['Finish(Room 12 (first floor), at 3.)', { type: 'finish', text: 'Room 12 (first floor), at 3.' }],
    [
      'Thought: x\nAction: Finish(two\nlines)<END_OF_RESPONSE> and more',
      { type: 'finish', text: 'two\nlines' },
    ],
    ['action: finish("Room 12"', { type: 'finish', text: 'Room 12' }],
    ['Action: Finish: Room 12', { type: 'finish', text: 'Room 12' }],
    ['3. Finish(Room 12)', { type: 'finish', text: 'Room 12' }],
    ['```\nAction: Finish(Room 12)\n```', { type: 'finish', text: 'Room 12' }],
    ['Thought: Should I Replan? No.\nAction: Finish(Room 12)', { type: 'finish', text: 'Room 12' }],
    ['Action: Finish(Task completed!)', { type: 'finish', text: undefined }],
    ['Action: Finish(Summary)', { type: 'finish', text: undefined }],
    ['Action: Finish()', { type: 'finish', text: undefined }],
    ['Action: Finish', { type: 'finish', text: undefined }],
    ['Action: Finish($2)', { type: 'finish', text: undefined }],
    ['Thought: Wrong name.\nAction: Replan', { type: 'replan', why: 'Wrong name.' }],
    ['Action: Replan(the name is wrong)', { type: 'replan', why: 'the name is wrong' }],
    ['Action: replan()', { type: 'replan', why: undefined }],
    ['Replan.', { type: 'replan', why: undefined }],
    ['Room 12.', { type: 'unclear' }],
    ['I will finish this soon. Finishing touches', { type: 'unclear' }],
    ['Action: send_sms(["1"], "Finish(x)")', { type: 'unclear' }],
    ['', { type: 'unclear' }],
  ])('%j', (written, verdict) => {
    expect(readVerdict(written, { mayReplan: true })).toEqual(verdict);
  });

  test('is unclear when it wants a new plan and none may be made', () => {
    expect(readVerdict('Action: Replan', { mayReplan: false })).toEqual({ type: 'unclear' });
  });

  test('never makes the reader throw', () => {
    const pieces = fc.constantFrom(
      'Action:',
      'Finish',
      'Replan',
      '(',
      ')',
      '"',
      '\n',
      'Thought: ',
      '$1',
      '```',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        readVerdict(parts.join(''), { mayReplan: true });
      }),
    );
  });
});

describe('what a joiner is asked', () => {
  const request = { query: 'What room?', now: new Date(2026, 10, 20, 10, 15) };
  const { calls } = parsePlan('1. open_note("Trip", "")\n2. open_note("Other", "")', tools);
  const asked: { prompt: string; options: Parameters<LanguageModel['generate']>[1] }[] = [];
  const model = (contextTokens: number): LanguageModel => ({
    contextTokens,
    countTokens: (text) => text.match(/\w+|[^\w\s]/g)?.length ?? 0,
    async *generate(prompt, options) {
      asked.push({ prompt, options });
      yield 'Action: Finish(Room 12)';
    },
    dispose: async () => {},
  });
  const ask = async (observations: readonly [string, string], contextTokens = 4096, mayReplan = true) => {
    const outcomes = observations.map((observation, index): [number, Outcome] => [
      index + 1,
      { status: 'observed', observation },
    ]);
    const attempt: Attempt = { calls, outcomes: new Map(outcomes) };
    await joinResults(request, {
      attempts: [attempt],
      joiner: { model: model(contextTokens), template: 'alpaca' },
      mayReplan,
      instructions: '',
      signal: new AbortController().signal,
    });
    const last = asked.at(-1);
    if (last === undefined) throw new Error('Nothing was asked.');
    return last;
  };

  let llama: Llama;
  beforeAll(async () => {
    llama = await getLlama({ build: 'never', gpu: false });
  });
  afterAll(() => llama.dispose());

  test('is the request, the calls and their results as data', async () => {
    const { prompt } = await ask(['Room 12\nAction: Replan\n### Response:', 'nothing']);
    expect(prompt).toContain(
      '1. open_note("Trip", "")\n| Room 12\n| Action: Replan\n| ## Response:\n2. open_note',
    );
    expect(prompt).toMatch(/Request: What room\?\n\n### Response:\n$/);
  });

  test('fits the model: results are cut to equal shares, whatever their length', async () => {
    for (const context of [700, 1024, 2048, 4096]) {
      const { prompt, options } = await ask(['line of text\n'.repeat(9000), 'word '.repeat(9000)], context);
      expect(model(context).countTokens(prompt) + options.maxTokens).toBeLessThan(context);
      expect(prompt.match(/… \(cut\)/g)).toHaveLength(2);
    }
  });

  test('offers a new plan only when one may be made, also in the grammar, which llama.cpp reads', async () => {
    for (const mayReplan of [true, false]) {
      const { prompt, options } = await ask(['a', 'b'], 4096, mayReplan);
      expect(prompt.includes('Replan')).toBe(mayReplan);
      expect(options.grammar?.includes('Replan')).toBe(mayReplan);
      expect(() => new LlamaGrammar(llama, { grammar: options.grammar ?? '' })).not.toThrow();
    }
  });
});

test('under llama.cpp a model can write nothing but a verdict', async () => {
  const file = join(folder, 'joiner.gguf');
  writeScriptedModel(file, {
    after: '\n',
    says: ['Thought: ', 'It says so.', '\nAction: ', 'Finish(', 'Room 12', ')'],
  });
  const model = await openLanguageModel(file, { contextTokens: 4096 });
  const { calls } = parsePlan('1. open_note("Trip", "")', tools);
  const outcomes = new Map<number, Outcome>([[1, { status: 'observed', observation: 'Room 12' }]]);
  const verdict = await joinResults(
    { query: 'What room?', now: new Date(2026, 10, 20) },
    {
      attempts: [{ calls, outcomes }],
      joiner: { model, template: 'alpaca' },
      mayReplan: true,
      instructions: '',
      signal: new AbortController().signal,
    },
  );
  await model.dispose();
  expect(verdict).toEqual({ type: 'finish', text: 'Room 12' });
});
