import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { evaluate, type Scored } from '../evaluation/evaluate.ts';
import { type Share, type Summary, summarise } from '../evaluation/summary.ts';
import { type PlanRecord, recordSchema } from '../plan/record.ts';
import { done } from './exit-status.ts';
import { UsageError } from './usage-error.ts';
import { measuredModels, openModels, planDeps } from './way-in.ts';

/** `tinyagent eval`: scores the planner on files of records. */
export async function evaluateFiles(
  files: readonly string[],
  options: { readonly json?: true; readonly failures?: true; readonly model?: string },
): Promise<number> {
  const records = (await Promise.all(files.map(readRecords))).flat();
  if (records.length === 0) throw new UsageError('There is no record in these files.');
  const models = await openModels(measuredModels(options.model));
  try {
    const deps = planDeps(models, new AbortController().signal);
    await warmUp(records, deps);
    const scored: Scored[] = [];
    for await (const one of evaluate(records, deps)) scored.push(one);
    const failures = options.failures ? scored.filter((one) => !one.success || !one.exact) : [];
    const summary = summarise(scored);
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ ...summary, ...(options.failures ? { failures: failures.map(failure) } : {}) })}\n`
        : `${table(summary)}${failures.map(describeFailure).join('')}`,
    );
    return done;
  } finally {
    await models.close();
  }
}

/** The first requests pay for warming caches up; they are planned once before anything is timed. */
async function warmUp(records: readonly PlanRecord[], deps: Parameters<typeof evaluate>[1]): Promise<void> {
  for await (const _ of evaluate(records.slice(0, 3), deps));
}

async function readRecords(file: string): Promise<PlanRecord[]> {
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`The records ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  return source.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const where = `${file}, line ${index + 1}`;
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch (cause) {
      throw new UsageError(`${where} is not JSON: ${(cause as Error).message}`, { cause });
    }
    const parsed = recordSchema.safeParse(json);
    if (!parsed.success) throw new UsageError(`${where} is no record:\n${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const percentOf = ({ share, of }: Share): string => (of === 0 ? 'none' : `${percent(share)} of ${of}`);

function table(summary: Summary): string {
  const rows: [string, string][] = [
    ['requests', String(summary.requests)],
    ['success', percent(summary.success)],
    ['exact', percent(summary.exact)],
    ['tool recall', summary.toolRecall.toFixed(3)],
    ['tools retrieved', summary.toolsRetrieved.toFixed(2)],
    ['impossible, refused', percentOf(summary.impossibleRefused)],
    ['possible, refused', percentOf(summary.possibleRefused)],
    ['prompt tokens', summary.promptTokens.toFixed(1)],
    ['latency p50', `${summary.latencyMs.p50.toFixed(1)} ms`],
    ['latency p95', `${summary.latencyMs.p95.toFixed(1)} ms`],
    ...summary.byKind.map(({ kind, ...share }): [string, string] => [kind, percentOf(share)]),
    ...summary.byLength.map(({ calls, ...share }): [string, string] => [`${calls} calls`, percentOf(share)]),
    ...summary.byTool.map(({ tool, ...share }): [string, string] => [tool, percentOf(share)]),
    ...summary.confusion.map(({ gold, planned, count }): [string, string] => [
      `${gold ?? 'nothing'} -> ${planned ?? 'nothing'}`,
      `${count} in failures`,
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}

const failure = ({ record, calls, retrieved, success, error }: Scored) => ({
  id: record.id,
  query: record.query,
  success,
  planned: calls,
  gold: record.plans,
  retrieved,
  error,
});

function describeFailure(one: Scored): string {
  const planned = one.calls.map(({ tool, args }) => `${tool}${JSON.stringify(args)}`).join('; ');
  const gold = one.record.plans.map((plan) =>
    plan.map(({ tool, args }) => `${tool}${JSON.stringify(args)}`).join('; '),
  );
  const kind = one.success ? 'arguments' : 'graph';
  return `\n${one.record.id} (${kind}) ${one.record.query}\n  plan ${one.error ?? planned}\n  gold ${gold.join('\n    or ')}\n`;
}
