import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { summarise } from '../../src/evaluation/summary.ts';
import { openPlanner } from '../../src/plan/planner.ts';
import { type PlanRecord, recordSchema } from '../../src/plan/record.ts';
import type { LanguageModel } from '../../src/runtime/models.ts';
import { plannerFolder, toolClassifierFolder } from '../../src/runtime/paths.ts';
import { openToolClassifier } from '../../src/runtime/tool-classifier.ts';
import { tools } from '../../src/tools/index.ts';
import { collect } from '../helpers/collect.ts';

const { signal } = new AbortController();

test('the embedded models plan requests they have never seen: at least 85 % with the right call graph', async () => {
  const records = ['./requests.jsonl', './heldout.jsonl'].flatMap((file) =>
    readFileSync(new URL(file, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => recordSchema.parse(JSON.parse(line))),
  );
  const planner = await openPlanner(plannerFolder());
  const classifier = await openToolClassifier(toolClassifierFolder());
  const scored = await collect(evaluate(records, { planner, classifier, tools, signal }));
  await Promise.all([planner.close(), classifier.dispose()]);
  const { success, toolRecall, impossibleRefused } = summarise(scored);
  expect(success).toBeGreaterThanOrEqual(0.85);
  expect(toolRecall).toBeGreaterThanOrEqual(0.95);
  expect(impossibleRefused.share).toBeGreaterThanOrEqual(0.8);
});

const record = (id: string, query: string, plans: PlanRecord['plans']): PlanRecord => ({
  id,
  now: '2026-11-20 10:15:00',
  query,
  plans,
});

test('scores are told by length and tool, and a request that cannot be planned is a failure, not an end', async () => {
  const model: LanguageModel = {
    contextTokens: 4096,
    countTokens: () => 100,
    async *generate(prompt) {
      if (prompt.includes('crash')) throw new Error('out of memory');
      yield prompt.includes('joke') ? '1. join()' : '1. get_phone_number("Al")\n2. join()';
    },
    dispose: async () => {},
  };
  const phone = (name: string) => [{ tool: 'get_phone_number' as const, args: [name] }];
  const records = [
    record('a', "Al's number", [phone('Al')]),
    record('b', "Bo's number", [phone('Bo')]),
    record('c', 'a joke', [[]]),
    record('d', 'crash', [phone('Al')]),
    record('e', "Cy's address", [[{ tool: 'get_email_address', args: ['Cy'] }]]),
  ];
  const planner = { style: 'described', model, template: 'chatml', close: async () => {} } as const;
  const summary = summarise(
    await collect(evaluate(records, { planner, classifier: undefined, tools, signal })),
  );
  expect(summary).toMatchObject({
    requests: 5,
    success: 0.6,
    exact: 0.4,
    impossibleRefused: { of: 1, share: 1 },
    possibleRefused: { of: 4, share: 0 },
    byLength: [
      { calls: '0', of: 1, share: 1 },
      { calls: '1', of: 4, share: 0.5 },
    ],
    byTool: [
      { tool: 'get_phone_number', of: 3, share: 2 / 3 },
      { tool: 'get_email_address', of: 1, share: 0 },
    ],
    confusion: [{ gold: 'get_email_address', planned: 'get_phone_number', count: 1 }],
  });
});
