import {
  type Measurement,
  measureColdStart,
  measureExecutor,
  measurePlanning,
  measurePrompts,
} from '../evaluation/measure.ts';
import { done } from './exit-status.ts';
import { measuredModels, openModels, planDeps } from './way-in.ts';

/** `tinyagent bench`: planning, cold start and the executor's own cost on this machine. */
export async function bench({
  runs,
  json,
  model,
}: {
  readonly runs: number;
  readonly json?: true;
  readonly model?: string;
}): Promise<number> {
  const executor = await measureExecutor(runs);
  const coldStart = measureColdStart(Math.min(runs, 5), model);
  const models = await openModels(measuredModels(model));
  try {
    const deps = planDeps(models, new AbortController().signal);
    const prompts = await measurePrompts(deps);
    const planning = await measurePlanning(deps, runs);
    const all = [...prompts, ...planning, coldStart, ...executor];
    process.stdout.write(json ? `${JSON.stringify(all)}\n` : table(all));
    return done;
  } finally {
    await models.close();
  }
}

/** Measurements as lines of a table. */
export function table(measurements: readonly Measurement[]): string {
  const width = Math.max(...measurements.map(({ name }) => name.length));
  const row = (name: string, median: string, p95: string, runs: string) =>
    `${name.padEnd(width)}  ${median.padStart(14)}  ${p95.padStart(14)}  ${runs.padStart(6)}\n`;
  return [
    row('', 'median', 'p95', 'runs'),
    ...measurements.map(({ name, unit, median, p95, runs }) =>
      row(name, `${median.toFixed(1)} ${unit}`, `${p95.toFixed(1)} ${unit}`, String(runs)),
    ),
  ].join('');
}
