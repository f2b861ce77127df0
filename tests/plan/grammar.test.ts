import { getLlama, type Llama, LlamaGrammar } from 'node-llama-cpp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planGrammar } from '../../src/plan/grammar.ts';
import { toolNamed, tools } from '../../src/tools/index.ts';

let llama: Llama;
beforeAll(async () => {
  llama = await getLlama({ build: 'never', gpu: false });
});
afterAll(() => llama.dispose());

test('llama.cpp reads the grammar of all sixteen tools', () => {
  expect(() => new LlamaGrammar(llama, { grammar: planGrammar(tools) })).not.toThrow();
});

test('names the retrieved tools only, and no later call', () => {
  const grammar = planGrammar([toolNamed('get_phone_number'), toolNamed('send_sms')]);
  const rule = (name: string) => grammar.split('\n').find((line) => line.startsWith(`${name} ::=`)) ?? '';
  expect(rule('call1')).toBe('call1 ::= "get_phone_number(" text1 ")" | "send_sms(" list1 ", " text1 ")"');
  expect(rule('body1')).not.toContain('$1');
  expect([rule('body2').includes('"$1"'), rule('body2').includes('"$2"')]).toEqual([true, false]);
});
