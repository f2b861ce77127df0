import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type PlanDeps, planOnly, planPrompt } from '../assist.ts';
import { execute } from '../execution/execute.ts';
import type { PlannedCall } from '../execution/run-call.ts';
import { type Call, reference, text } from '../plan/call.ts';
import { quantile } from './summary.ts';

/** One measured thing: the median and the 95th percentile over `runs`. */
export interface Measurement {
  readonly name: string;
  readonly unit: 'tokens' | 'ms' | 'tokens/s' | 'MB' | 'µs';
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
}

/** Requests of several lengths and kinds, of our own. */
const requests = [
  "Text Amir that I'm running ten minutes late",
  'Set up a Zoom with Sid and Lutfi tomorrow at 3 and mail them the budget PDF',
  'Remind me on Friday at 9 to renew the parking permit',
  'How do I walk from the ferry building to the museum?',
  'Summarise the lease pdf and put the summary in a note called Lease',
];

/** Times planning from the request to the first call and to the whole plan, in a warm process. */
export async function measurePlanning(deps: PlanDeps, runs: number): Promise<Measurement[]> {
  const retrieval: number[] = [];
  const firstCall: number[] = [];
  const whole: number[] = [];
  const speed: number[] = [];
  const now = new Date(2026, 10, 20, 10, 15);
  for (const query of requests) await planOnly({ query, now }, deps); // warm
  for (let run = 0; run < runs; run++) {
    for (const query of requests) {
      const planned = await planOnly({ query, now }, deps);
      retrieval.push(planned.retrievalMs);
      if (planned.firstCallMs !== undefined) firstCall.push(planned.firstCallMs);
      whole.push(planned.ms);
      speed.push((1000 * planned.promptTokens) / Math.max(0.001, planned.ms - planned.retrievalMs));
    }
  }
  return [
    measurement('tools retrieved', 'ms', retrieval),
    measurement('first call known', 'ms', firstCall),
    measurement('plan complete', 'ms', whole),
    measurement('prompt tokens planned per second', 'tokens/s', speed),
    measurement('memory of the process, models loaded', 'MB', [process.memoryUsage().rss / 1e6]),
  ];
}

/** Lengths of a described planner's prompts, with all tools and with those retrieved; none for a compact planner. */
export async function measurePrompts(deps: PlanDeps): Promise<Measurement[]> {
  if (deps.planner.style === 'compact') return [];
  const all: number[] = [];
  const retrieved: number[] = [];
  const now = new Date(2026, 10, 20, 10, 15);
  for (const query of requests) {
    retrieved.push((await planPrompt({ query, now }, deps)).tokens);
    all.push((await planPrompt({ query, now }, deps, { allTools: true })).tokens);
  }
  return [
    measurement('prompt, all tools', 'tokens', all),
    measurement('prompt, tools retrieved', 'tokens', retrieved),
  ];
}

/** Times a whole `tinyagent plan` process: start, models, one plan; with the model at a path, when one is given. */
export function measureColdStart(runs: number, model: string | undefined): Measurement {
  const command = fileURLToPath(new URL('../cli/tinyagent.mjs', import.meta.url));
  const args = ['plan', ...(model === undefined ? [] : ['--model', model]), requests[0] ?? ''];
  const times = Array.from({ length: runs }, () => {
    const begun = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`The planning process ended with ${status}: ${stderr}`);
    return performance.now() - begun;
  });
  return measurement('cold start to a plan', 'ms', times);
}

/** Times what the executor itself adds to a call, with tools that return at once: in a chain, and side by side. */
export async function measureExecutor(runs: number): Promise<Measurement[]> {
  const size = 100;
  const chain = Array.from({ length: size }, (_, index) => call(index + 1, index === 0 ? [] : [index]));
  const beside = Array.from({ length: size }, (_, index) => call(index + 1, []));
  return [
    measurement('executor, per call, in a chain', 'µs', await times(chain, runs)),
    measurement('executor, per call, side by side', 'µs', await times(beside, runs)),
  ];
}

async function times(calls: readonly Call[], runs: number): Promise<number[]> {
  const signal = new AbortController().signal;
  const perCall: number[] = [];
  for (let run = -3; run < runs; run++) {
    const begun = performance.now();
    async function* plan(): AsyncGenerator<PlannedCall> {
      for (const one of calls) yield { type: 'call', call: one, text: '', problems: [] };
    }
    const events = execute<PlannedCall, PlannedCall>(plan, {
      runCall: async () => ({ status: 'observed', observation: 'x' }),
      signal,
    });
    while (!(await events.next()).done);
    if (run >= 0) perCall.push((1000 * (performance.now() - begun)) / calls.length);
  }
  return perCall;
}

const call = (id: number, reads: readonly number[]): Call => ({
  id,
  tool: 'open_note',
  args: [reads[0] === undefined ? text('note') : reference(reads[0]), text()],
});

export const measurement = (
  name: string,
  unit: Measurement['unit'],
  values: readonly number[],
): Measurement => ({
  name,
  unit,
  median: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  runs: values.length,
});
