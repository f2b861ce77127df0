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
