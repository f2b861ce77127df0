import type { Call } from '../../../src/plan/call.ts';
import type { Attempt } from '../../../src/plan/described/attempt.ts';
import { loadExamples } from '../../../src/plan/described/examples.ts';
import { describedPrompt, type TokenCounter } from '../../../src/plan/described/prompt.ts';
import type { PlanRecord } from '../../../src/plan/record.ts';
import { formatPlan } from '../../../src/plan/write.ts';
import { parseClock } from '../../../src/request/clock.ts';
import type { Template } from '../../../src/runtime/prompt-template.ts';
import { tools } from '../../../src/tools/index.ts';
import { laterPlan } from './later-plan.ts';
import { literalPlan } from './literal-plan.ts';
import { sampled, seededRandom } from './random.ts';

/** As many examples as a planner is shown at most. */
const mostExamples = 6;

/** Prompts are made before a model is chosen: three characters a token is less than any tokeniser needs. */
const counter: TokenCounter = { contextTokens: 4096, countTokens: (text) => Math.ceil(text.length / 3) };

/** What a model that writes text is fine-tuned on: it reads the prompt and is to write the completion. */
export interface Sample {
  /** Id of the record it was made of. */
  readonly id: string;
  /** A first plan, or what follows on one that failed. */
  readonly kind: 'plan' | 'join';
  readonly prompt: string;
  readonly completion: string;
}

/**
 * Samples of a record: its plan, and for a plan with a look-up one that failed. The prompts are those of the product,
 * with the record's tools and up to `distractors` others, in label order. None for a record that leaves words open.
 */
export function samplesOf(
  record: PlanRecord,
  { template, distractors, seed }: { template: Template; distractors: number; seed: number },
): Sample[] {
  const calls = literalPlan(record);
  if (calls === undefined) return [];
  const random = seededRandom(seed);
  const request = { query: record.query, now: parseClock(record.now) };
  const used = new Set(calls.map(({ tool }) => tool));
  const others = tools.filter(({ name }) => !used.has(name));
  // one at least: with no function there is no plan to be made
  const count = Math.max(used.size === 0 ? 1 : 0, Math.floor(random() * (distractors + 1)));
  const added = new Set(sampled(others, count, random));
  const shown = tools.filter((tool) => used.has(tool.name) || added.has(tool));
  const names = new Set(shown.map(({ name }) => name));
  const fitting = loadExamples().filter((example) => [...example.tools].every((name) => names.has(name)));
  const examples = sampled(fitting, Math.min(fitting.length, mostExamples), random);
  const sample = (kind: Sample['kind'], earlier: Attempt[], plan: readonly Call[]): Sample => ({
    id: record.id,
    kind,
    prompt: describedPrompt(request, {
      tools: shown,
      examples,
      instructions: '',
      earlier,
      template,
      model: counter,
    }).text,
    completion: formatPlan(plan),
  });
  const later = laterPlan(calls, random);
  return [
    sample('plan', [], calls),
    ...(later === undefined ? [] : [sample('join', [later.earlier], later.calls)]),
  ];
}
