import type { Outcome } from '../execution/outcome.ts';
import { type Call, callsRead } from '../plan/call.ts';
import type { Attempt } from '../plan/described/attempt.ts';

/**
 * What is to be told of a request that was planned several times, as if it were one plan: the last plan; of earlier
 * ones what was done and is not among the last one's results, and what was not done and no later call took up.
 * A new plan of no calls gives up, so that the plan before it stands.
 */
export function settle(attempts: readonly Attempt[]): Attempt {
  const planned = attempts.filter(({ calls }) => calls.length > 0);
  const settled = planned.at(-1) ?? { calls: [], outcomes: new Map<number, Outcome>() };
  return planned.slice(0, -1).reduceRight<Attempt>((later, earlier) => {
    const used = new Set(earlier.calls.flatMap((call) => callsRead(call.args)));
    const open = resultsOf(later);
    const left = earlier.calls.filter((call) => {
      const { observation } = resultOf(call, earlier);
      if (observation === undefined) return true;
      const repeated = takeOut(open, (one) => one.tool === call.tool && one.observation === observation);
      return !repeated && !used.has(call.id);
    });
    const kept = left.filter(
      (call) =>
        earlier.outcomes.get(call.id)?.status === 'observed' ||
        !takeOut(open, ({ tool }) => tool === call.tool),
    );
    const outcomes = kept.flatMap(({ id }): [number, Outcome][] => {
      const outcome = earlier.outcomes.get(id);
      return outcome === undefined ? [] : [[id, outcome]];
    });
    return {
      calls: [...kept, ...later.calls],
      outcomes: new Map([...outcomes, ...later.outcomes]),
    };
  }, settled);
}

interface Result {
  readonly tool: Call['tool'];
  /** Undefined when the call was not done. */
  readonly observation: string | undefined;
}

function resultOf({ id, tool }: Call, { outcomes }: Attempt): Result {
  const outcome = outcomes.get(id);
  return { tool, observation: outcome?.status === 'observed' ? outcome.observation : undefined };
}

const resultsOf = (attempt: Attempt): Result[] => attempt.calls.map((call) => resultOf(call, attempt));

/** Takes the first that fits out of the list, as each answers to one earlier call at most. */
function takeOut(results: Result[], fits: (one: Result) => boolean): boolean {
  const at = results.findIndex(fits);
  if (at >= 0) results.splice(at, 1);
  return at >= 0;
}
