import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Example } from '../../retrieval/nearest-examples.ts';
import { tools } from '../../tools/index.ts';
import { parsePlan } from '../parse.ts';

const lineSchema = z.strictObject({ now: z.string(), query: z.string().min(1), plan: z.array(z.string()) });

let loaded: readonly Example[] | undefined;

/** The examples `described` planners are shown, read once. Throws on a line that is not right: our mistake. */
export function loadExamples(): readonly Example[] {
  loaded ??= readFileSync(new URL('./examples.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map(readExample);
  return loaded;
}

/** One line of `examples.jsonl`: `{"now", "query", "plan": [calls, "$n" being the n-th]}`. Throws when it is not right. */
export function readExample(line: string): Example {
  const { now, query, plan } = lineSchema.parse(JSON.parse(line));
  const numbered = plan.map((call, index) => `${index + 1}. ${call}`).join('\n');
  const { calls, errors } = parsePlan(numbered, tools);
  if (errors[0] !== undefined) throw new Error(`The example “${query}” is not right: ${errors[0].message}`);
  return { now, query, plan: numbered, tools: new Set(calls.map(({ tool }) => tool)) };
}
