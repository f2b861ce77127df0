import { type ToolName, toolNames } from '../tools/names.ts';
import { type Confusion, confusion } from './confusion.ts';
import type { Scored } from './evaluate.ts';

/** Shares are 0..1; times in milliseconds. */
export interface Summary {
  readonly requests: number;
  readonly success: number;
  readonly exact: number;
  readonly toolRecall: number;
  readonly toolsRetrieved: number;
  readonly promptTokens: number;
  readonly latencyMs: { readonly p50: number; readonly p95: number };
  /** Requests nothing can be done about: share planned as no call; and of the others, the share wrongly refused. */
  readonly impossibleRefused: Share;
  readonly possibleRefused: Share;
  readonly byKind: readonly (Share & { readonly kind: string })[];
  readonly byLength: readonly (Share & { readonly calls: string })[];
  readonly byTool: readonly (Share & { readonly tool: ToolName })[];
  /** Which tools stood for which in plans with a wrong graph. */
  readonly confusion: readonly Confusion[];
}

export interface Share {
  readonly of: number;
  readonly share: number;
}

/** Puts the scores of all records together. Throws RangeError on none. */
export function summarise(scored: readonly Scored[]): Summary {
  if (scored.length === 0) throw new RangeError('There is no record to evaluate.');
  const lengthOf = ({ record }: Scored) => record.plans[0]?.length ?? 0;
  const lengths = [...new Set(scored.map(lengthOf))].sort((a, b) => a - b);
  const impossible = scored.filter(({ record }) => record.plans.some((plan) => plan.length === 0));
  const possible = scored.filter((one) => !impossible.includes(one));
  const refused = ({ calls, error }: Scored) => calls.length === 0 && error === undefined;
  return {
    requests: scored.length,
    success: mean(scored.map((one) => Number(one.success))),
    exact: mean(scored.map((one) => Number(one.exact))),
    toolRecall: mean(scored.map((one) => one.toolRecall)),
    toolsRetrieved: mean(scored.map((one) => one.retrieved.length)),
    promptTokens: mean(scored.map((one) => one.promptTokens)),
    latencyMs: {
      p50: quantile(
        scored.map(({ ms }) => ms),
        0.5,
      ),
      p95: quantile(
        scored.map(({ ms }) => ms),
        0.95,
      ),
    },
    impossibleRefused: share(impossible, refused),
    possibleRefused: share(possible, refused),
    byKind: [...new Set(scored.flatMap(({ record }) => record.kind ?? []))].map((kind) => ({
      kind,
      ...share(
        scored.filter(({ record }) => record.kind === kind),
        (one) => one.success,
      ),
    })),
    byLength: lengths.map((length) => ({
      calls: String(length),
      ...share(
        scored.filter((one) => lengthOf(one) === length),
        (one) => one.success,
      ),
    })),
    byTool: toolNames.flatMap((tool) => {
      const using = scored.filter(({ record }) => record.plans[0]?.some((call) => call.tool === tool));
      return using.length === 0 ? [] : [{ tool, ...share(using, (one) => one.success) }];
    }),
    confusion: confusion(
      scored.flatMap(({ record, calls, success, error }) =>
        success || error !== undefined ? [] : [{ golds: record.plans, calls }],
      ),
    ),
  };
}

function share(scored: readonly Scored[], holds: (one: Scored) => boolean): Share {
  return { of: scored.length, share: scored.length === 0 ? 0 : scored.filter(holds).length / scored.length };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The value below which the share `at` of the values lies (nearest rank). Throws RangeError on no values. */
export function quantile(values: readonly number[], at: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(at * values.length) - 1)];
  if (value === undefined) throw new RangeError('There is no value to take a quantile of.');
  return value;
}
