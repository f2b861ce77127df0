import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { laterPlan } from '../../scripts/train/samples/later-plan.ts';
import { literalPlan } from '../../scripts/train/samples/literal-plan.ts';
import { seededRandom } from '../../scripts/train/samples/random.ts';
import { samplesOf } from '../../scripts/train/samples/samples.ts';
import { parsePlan } from '../../src/plan/parse.ts';
import { type PlanRecord, recordSchema } from '../../src/plan/record.ts';
import { formatPlan } from '../../src/plan/write.ts';
import { tools } from '../../src/tools/index.ts';

const records = readFileSync(new URL('../../scripts/train/data/examples.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => recordSchema.parse(JSON.parse(line)));

const record = (plan: PlanRecord['plans'][number], query = 'Text Thandiwe $5 hi'): PlanRecord => ({
  id: 'r',
  now: '2026-11-20 10:15:00',
  query,
  plans: [plan],
});
const texting = record([
  { tool: 'get_phone_number', args: ['Thandiwe'] },
  { tool: 'send_sms', args: [['$1'], 'I owe you \\$5 "now"'] },
]);
const options = { template: 'alpaca', distractors: 4, seed: 1 } as const;

test('a sample is the product’s prompt and the plan in the plan language', () => {
  const [sample] = samplesOf(texting, options);
  expect(sample?.kind).toBe('plan');
  expect(sample?.prompt.startsWith('### Instruction:\n')).toBe(true);
  expect(sample?.prompt.endsWith('### Input:\nRequest: Text Thandiwe $5 hi\n\n### Response:\n')).toBe(true);
  expect(sample?.completion).toBe(
    '1. get_phone_number("Thandiwe")\n2. send_sms(["$1"], "I owe you \\$5 \\"now\\"")\n3. join()<END_OF_PLAN>',
  );
});

test('every sample of the examples parses strictly with the functions its prompt names, distractors among them', () => {
  let extra = 0;
  for (const [index, one] of records.entries()) {
    for (const { prompt, completion } of samplesOf(one, { ...options, seed: index })) {
      const named = tools.filter(({ name }) => prompt.includes(`- ${name}(`));
      expect(parsePlan(completion, named).errors).toEqual([]);
      expect(named.length).toBeGreaterThan(0);
      extra += named.length - new Set(one.plans[0]?.map(({ tool }) => tool)).size;
    }
  }
  expect(extra).toBeGreaterThan(records.length);
});

test('the same seed gives the same samples, another others', () => {
  expect(samplesOf(texting, options)).toEqual(samplesOf(texting, options));
  const prompts = [1, 2, 3, 4, 5].map((seed) => samplesOf(texting, { ...options, seed })[0]?.prompt);
  expect(new Set(prompts).size).toBeGreaterThan(1);
});

test('a record whose words are open has no sample', () => {
  expect(samplesOf(record([{ tool: 'get_phone_number', args: [{ has: ['Al'] }] }]), options)).toEqual([]);
});

test('after a look-up that failed, a misspelt name is looked up anew with what reads it; else nothing is left to do', () => {
  const plan = literalPlan(
    record([
      { tool: 'get_email_address', args: ['Thandiwe'] },
      { tool: 'create_note', args: ['Trip', 'Pack', ''] },
      { tool: 'open_note', args: ['Trip', ''] },
      { tool: 'compose_new_email', args: [['$1'], [], 'Trip', '$3', []] },
    ]),
  );
  const plans = Array.from({ length: 60 }, (_, seed) => laterPlan(plan ?? [], seededRandom(seed)));
  const written = new Set(plans.map((later) => formatPlan(later?.calls ?? [])));
  const rest = [
    '1. get_email_address("Thandiwe")',
    '2. open_note("Trip", "")',
    '3. compose_new_email(["$1"], [], "Trip", "$2", [])',
    '4. join()<END_OF_PLAN>',
  ];
  expect(written).toEqual(new Set(['1. join()<END_OF_PLAN>', rest.join('\n')]));
  for (const later of plans) {
    const outcomes = [...(later?.earlier.outcomes.values() ?? [])].map(({ status }) => status);
    expect(outcomes.filter((status) => status === 'failed')).toHaveLength(1);
    expect(outcomes[3]).toBe('skipped');
    expect(outcomes[1]).toBe('observed');
  }
});

test('a plan that looks nothing up has no later one', () => {
  const plan = literalPlan(record([{ tool: 'create_note', args: ['Trip', 'Pack', ''] }]));
  expect(laterPlan(plan ?? [], seededRandom(1))).toBeUndefined();
});
