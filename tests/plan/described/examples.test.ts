import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadExamples } from '../../../src/plan/described/examples.ts';
import { parsePlan } from '../../../src/plan/parse.ts';
import { plainPlan, recordSchema } from '../../../src/plan/record.ts';
import { formatPlan } from '../../../src/plan/write.ts';
import { parseClock } from '../../../src/request/clock.ts';
import { readRequest } from '../../../src/request/read-request.ts';
import { resolveArguments } from '../../../src/request/resolve-arguments.ts';
import { toolNamed, tools } from '../../../src/tools/index.ts';
import { toolNames } from '../../../src/tools/names.ts';
import { parameters } from '../../../src/tools/tool.ts';

const examples = loadExamples();
const lookUps = new Set(['get_email_address', 'get_phone_number', 'open_and_get_file_path']);

describe('the examples shown to planners', () => {
  test('are at least two hundred, no two alike, each with a clock of its own', () => {
    expect(examples.length).toBeGreaterThanOrEqual(200);
    expect(new Set(examples.map(({ query }) => query.toLowerCase())).size).toBe(examples.length);
    for (const { now, query } of examples) expect(readRequest(query, parseClock(now)).query).toBe(query);
  });

  test('cover every tool ten times, plans of none to six calls, and many combinations of tools', () => {
    for (const name of toolNames)
      expect(examples.filter(({ tools }) => tools.has(name)).length, name).toBeGreaterThanOrEqual(10);
    const lengths = new Set(examples.map(({ plan }) => (plan === '' ? 0 : plan.split('\n').length)));
    expect([0, 1, 2, 3, 4, 5, 6].filter((length) => !lengths.has(length))).toEqual([]);
    const combinations = new Set(
      examples.map(({ tools }) => [...tools].filter((name) => !lookUps.has(name)).join('+')),
    );
    expect(combinations.size).toBeGreaterThanOrEqual(60);
  });

  test('have plans as our own: read strictly, of arguments the tools take, with nothing left for code to put right', () => {
    for (const { now, query, plan } of examples) {
      const { calls, errors } = parsePlan(plan, tools);
      expect(errors, query).toEqual([]);
      expect(formatPlan(calls).split('\n').slice(0, -1).join('\n')).toBe(plan);
      const request = readRequest(query, parseClock(now));
      const plain = plainPlan(calls);
      for (const [index, call] of calls.entries()) {
        const tool = toolNamed(call.tool);
        const named = parameters(tool).map(({ name }, at) => [name, plain[index]?.args[at]]);
        expect(tool.args.safeParse(Object.fromEntries(named)).error, query).toBeUndefined();
        // dates are right and written out, ends and titles are there
        const { call: resolved, problems } = resolveArguments(call, request, tools, calls.slice(0, index));
        expect(problems, query).toEqual([]);
        if (call.tool !== 'compose_new_email') expect(resolved, query).toEqual(call);
      }
    }
  });

  test('are none of the requests the planner is scored on', () => {
    const scored = ['requests', 'heldout'].flatMap((name) =>
      readFileSync(new URL(`../../evaluation/${name}.jsonl`, import.meta.url), 'utf8')
        .trim()
        .split('\n')
        .map((line) => wordsOf(recordSchema.parse(JSON.parse(line)).query)),
    );
    const near = examples.filter(({ query }) => scored.some((other) => overlap(wordsOf(query), other) > 0.7));
    expect(near.map(({ query }) => query)).toEqual([]);
  });
});

const wordsOf = (query: string): Set<string> => new Set(query.toLowerCase().match(/[\p{L}\p{N}]+/gu));

/** Share of words in common (Jaccard). */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / (a.size + b.size - shared);
}
