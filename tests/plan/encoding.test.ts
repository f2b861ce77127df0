import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDecoder } from '../../src/plan/compact/decode.ts';
import { createExpander } from '../../src/plan/compact/expand.ts';
import { createLegalTokens } from '../../src/plan/compact/legal.ts';
import { compactTools } from '../../src/plan/compact/signature.ts';
import { vocabularySchema } from '../../src/plan/compact/vocabulary.ts';
import { splitWords } from '../../src/plan/compact/words.ts';
import { formatCall } from '../../src/plan/write.ts';
import { tools } from '../../src/tools/index.ts';

interface Line {
  readonly query: string;
  readonly words: readonly string[];
  readonly tokens: readonly string[];
  readonly plan: readonly string[];
}

const vocabulary = vocabularySchema.parse({
  pieces: 0,
  words: 0,
  wordCount: 128,
  tools: 128,
  arguments: 144,
  references: 151,
  constants: 168,
  cap: 173,
  plan: 174,
  eos: 175,
  pad: 176,
  size: 192,
});
const names = [
  ...Array.from({ length: 128 }, (_, index) => `<w${index}>`),
  ...Array.from({ length: 16 }, (_, index) => `<tool${index}>`),
  ...Array.from({ length: 7 }, (_, index) => `<arg${index}>`),
  ...Array.from({ length: 17 }, (_, index) => `<ref${index}>`),
  ...['w', 'r', '1', '5', '9'].map((constant) => `<const_${constant}>`),
  '<cap>',
  '<plan>',
  '<end>',
];
const lines = readFileSync(new URL('../fixtures/compact-encoding.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);

test.each(lines)(
  'the tokens of “$query” are legal one after the other and stand for its plan',
  ({ query, words, tokens, plan }) => {
    const split = splitWords(query);
    expect(split.filter(({ word }) => word !== undefined).map(({ text }) => text)).toEqual(words);
    const byLabel = compactTools(tools);
    const legal = createLegalTokens(vocabulary, { tools: byLabel, words: words.length, mayRefuse: true });
    const decoder = createDecoder(vocabulary);
    const expander = createExpander(query, split, byLabel);
    const calls = tokens.flatMap((name) => {
      const id = names.indexOf(name);
      legal.push(id);
      const compact = decoder.push(id);
      return compact === undefined ? [] : expander.expand(compact);
    });
    expect(calls.map(formatCall)).toEqual(plan);
    expect(legal.next()).toEqual([]);
  },
);

test('a pronoun the planner points at is who was looked up before it', () => {
  const query = 'text Ivan that I am late and email him the list';
  const expander = createExpander(query, splitWords(query), compactTools(tools));
  const span = (from: number, to = from) => ({ type: 'span', from, to }) as const;
  const text = {
    label: 14,
    values: new Map([
      [0, [span(1)]],
      [1, [span(3, 5)]],
    ]),
  }; // send_sms
  const mail = {
    label: 5,
    values: new Map([
      [0, [span(8)]],
      [3, [span(10)]],
    ]),
  }; // compose_new_email
  expect([...expander.expand(text), ...expander.expand(mail)].map(formatCall)).toEqual([
    'get_phone_number("Ivan")',
    'send_sms(["$1"], "I am late")',
    'get_email_address("Ivan")',
    'compose_new_email(["$3"], [], "", "list", [])',
  ]);
});

test('a plan that may not refuse begins with a call', () => {
  const legal = createLegalTokens(vocabulary, { tools: compactTools(tools), words: 3, mayRefuse: false });
  expect(legal.next()).not.toContain(vocabulary.eos);
  expect(legal.next()).toContain(vocabulary.tools + 14);
});
