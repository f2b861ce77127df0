import { type PlanDeps, planOnly } from '../assist.ts';
import { exact, success } from '../plan/compare.ts';
import { type PlainCall, type PlanRecord, plainPlan } from '../plan/record.ts';
import { parseClock } from '../request/clock.ts';
import { readRequest } from '../request/read-request.ts';
import type { ToolName } from '../tools/names.ts';

/** How one record went. */
export interface Scored {
  readonly record: PlanRecord;
  readonly calls: readonly PlainCall[];
  readonly retrieved: readonly ToolName[];
  /** The call graph is isomorphic to a gold plan's: the paper's metric. */
  readonly success: boolean;
  /** Success, and every argument is right. */
  readonly exact: boolean;
  /** Share of the gold plan's tools that were retrieved, 0..1; 1 when no tool is needed. */
  readonly toolRecall: number;
  /** Tokens of the planner's prompt. */
  readonly promptTokens: number;
  /** From the request to the last call, retrieval and resolution included. */
  readonly ms: number;
  /** What went wrong before a plan was there; undefined when one was written. */
  readonly error: string | undefined;
}

/** Plans each record as the product does and compares with its gold plans. Nothing is run. */
export async function* evaluate(
  records: readonly PlanRecord[],
  deps: PlanDeps,
): AsyncGenerator<Scored, void> {
  for (const record of records) yield await score(record, deps);
}

async function score(record: PlanRecord, deps: PlanDeps): Promise<Scored> {
  try {
    const request = readRequest(record.query, parseClock(record.now));
    const { calls, retrieved, promptTokens, ms } = await planOnly(request, deps);
    const plain = plainPlan(calls);
    const retrievedNames = retrieved.tools.map(({ name }) => name);
    return {
      record,
      calls: plain,
      retrieved: retrievedNames,
      success: success(plain, record.plans),
      exact: exact(plain, record.plans),
      toolRecall: recall(record, retrievedNames),
      promptTokens,
      ms,
      error: undefined,
    };
  } catch (error) {
    deps.signal.throwIfAborted();
    if (!(error instanceof Error)) throw error;
    const nothing = { success: false, exact: false, toolRecall: 0, promptTokens: 0, ms: 0 };
    return { record, calls: [], retrieved: [], ...nothing, error: error.message };
  }
}

/** Against the gold plan whose tools were retrieved best, as any of them would have done. */
function recall(record: PlanRecord, retrieved: readonly ToolName[]): number {
  const shares = record.plans.map((plan) => {
    const needed = new Set(plan.map(({ tool }) => tool));
    if (needed.size === 0) return 1;
    return [...needed].filter((tool) => retrieved.includes(tool)).length / needed.size;
  });
  return Math.max(...shares);
}
