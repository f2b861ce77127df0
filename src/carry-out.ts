import { composeAnswer } from './answer/compose-answer.ts';
import type { AssistDeps } from './assist.ts';
import type { AssistEvent } from './events.ts';
import { execute } from './execution/execute.ts';
import { createRunCall, type PlannedCall } from './execution/run-call.ts';
import type { Call } from './plan/call.ts';
import { formatCall } from './plan/write.ts';
import type { UserRequest } from './request/request.ts';
import { resolveArguments } from './request/resolve-arguments.ts';

type PlanEvent = Extract<AssistEvent, { type: 'call' | 'planned' }>;

/**
 * Carries out a plan that is there already, looked over and perhaps changed by the user: `assist` without retrieval
 * and planner. Arguments are put right as they are in a planner's plan, so a date may be given as a phrase.
 * Yields what happens as it happens, the answer last. Throws `signal.reason` on abort.
 */
export async function* carryOut(
  request: UserRequest,
  plan: readonly Call[],
  deps: Omit<AssistDeps, 'planner' | 'classifier'>,
): AsyncGenerator<AssistEvent, void> {
  const begun = performance.now();
  const elapsed = () => performance.now() - begun;
  const calls: Call[] = [];
  async function* planned(): AsyncGenerator<PlanEvent | (PlannedCall & PlanEvent), void> {
    for (const given of plan) {
      const { call, problems } = resolveArguments(given, request, deps.tools, calls);
      calls.push(call);
      yield { type: 'call', call, text: formatCall(call), problems, ms: elapsed() };
    }
    yield { type: 'planned', calls: calls.length, promptTokens: 0, ms: elapsed() };
  }
  const outcomes = yield* execute<PlanEvent, PlannedCall & PlanEvent>(planned, {
    runCall: createRunCall({ ...deps, request }),
    signal: deps.signal,
  });
  const undo = [...outcomes.values()].flatMap((outcome) =>
    outcome.status === 'skipped' ? [] : (outcome.undo ?? []),
  );
  const timings = { retrievalMs: 0, planMs: 0, executionMs: elapsed(), totalMs: elapsed() };
  const answer = composeAnswer(calls, outcomes, { misplanned: [], switchedOff: [] });
  yield { type: 'answered', answer: { ...answer, undo, timings } };
}
