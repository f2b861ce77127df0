import type { GoldCall, PlainCall } from '../plan/record.ts';
import type { ToolName } from '../tools/names.ts';

/** How often, over failures, `planned` stood where `gold` was right; undefined: no call stood there, or belonged there. */
export interface Confusion {
  readonly gold: ToolName | undefined;
  readonly planned: ToolName | undefined;
  readonly count: number;
}

/**
 * Confusion by tool over plans with a wrong call graph, most frequent first. Of each the gold plan that differs least
 * counts; calls that both have are set off against each other, the rest are paired in the order of the plans. A plan
 * with the right calls, wrongly connected, adds nothing.
 */
export function confusion(
  failures: readonly {
    readonly golds: readonly (readonly GoldCall[])[];
    readonly calls: readonly PlainCall[];
  }[],
): Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const { golds, calls } of failures) {
    const planned = calls.map(({ tool }) => tool);
    const differences = golds.map((gold) =>
      difference(
        gold.map(({ tool }) => tool),
        planned,
      ),
    );
    const least = differences.toSorted((a, b) => a.length - b.length)[0] ?? [];
    for (const [gold, instead] of least) {
      const key = `${gold} ${instead}`;
      counts.set(key, { gold, planned: instead, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
}

type Pair = readonly [gold: ToolName | undefined, planned: ToolName | undefined];

/** The tools only one of the two lists has, as often as it has them more, paired in order. */
function difference(gold: readonly ToolName[], planned: readonly ToolName[]): Pair[] {
  const missing = without(gold, planned);
  const added = without(planned, gold);
  return Array.from({ length: Math.max(missing.length, added.length) }, (_, at) => [missing[at], added[at]]);
}

function without(tools: readonly ToolName[], others: readonly ToolName[]): ToolName[] {
  const left = [...others];
  return tools.filter((tool) => {
    const at = left.indexOf(tool);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
