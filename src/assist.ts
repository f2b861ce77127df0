import { composeAnswer } from './answer/compose-answer.ts';
import type { AssistEvent } from './events.ts';
import { execute } from './execution/execute.ts';
import type { Outcomes } from './execution/outcome.ts';
import { createRunCall, type PlannedCall, type RunCallDeps } from './execution/run-call.ts';
import type { Call } from './plan/call.ts';
import type { Attempt } from './plan/described/prompt.ts';
import { makePlan } from './plan/make-plan.ts';
import type { Planner } from './plan/planner.ts';
import { formatCall } from './plan/write.ts';
import type { UserRequest } from './request/request.ts';
import { resolveArguments } from './request/resolve-arguments.ts';
import { type Retrieved, retrieve } from './retrieval/retrieve.ts';
import type { ToolClassifier } from './runtime/models.ts';
import type { ToolName } from './tools/names.ts';
import type { Tool } from './tools/tool.ts';

export interface PlanDeps {
  readonly planner: Planner;
  /** Undefined when none is installed: then every tool is retrieved. */
  readonly classifier: ToolClassifier | undefined;
  readonly tools: readonly Tool[];
  /** Tools of apps the user has switched off are left out; all of them when undefined. */
  readonly enabledTools?: ReadonlySet<ToolName>;
  readonly signal: AbortSignal;
}

export type AssistDeps = PlanDeps & Omit<RunCallDeps, 'request'>;

/** The most often a request is planned again (LLMCompiler, Kim et al., 2024). */
const maxReplans = 2;

/**
 * Answers one request: retrieval, plan, execution while the plan is being written, answer.
 * Yields what happens as it happens, the answer last. Throws `signal.reason` on abort.
 */
export async function* assist(request: UserRequest, deps: AssistDeps): AsyncGenerator<AssistEvent, void> {
  const elapsed = stopwatch();
  const retrieved = await retrieve(request, deps);
  const retrievalMs = elapsed();
  yield { type: 'retrieved', tools: retrieved.tools, ms: retrievalMs };

  const runCall = createRunCall({ ...deps, request });
  const attempts: Attempt[] = [];
  let planMs = 0;
  for (;;) {
    const attempt: Attempt = { calls: [], outcomes: new Map() };
    const misplanned: string[] = [];
    const events = execute<PlanEvent, PlannedCall & PlanEvent>(
      (signal) => planCalls(request, retrieved, { ...deps, signal, earlier: attempts, elapsed }),
      { runCall, signal: deps.signal },
    );
    try {
      for (;;) {
        const step = await events.next();
        if (step.done) {
          attempt.outcomes = step.value;
          break;
        }
        const event = step.value;
        if (event.type === 'call') attempt.calls.push(event.call);
        if (event.type === 'misplanned') misplanned.push(event.message);
        if (event.type === 'planned') planMs += event.ms;
        yield event;
      }
    } finally {
      await events.return(attempt.outcomes); // the reader may have stopped halfway
    }
    attempts.push(attempt);
    const why = mendable(attempt.calls, attempt.outcomes);
    if (why !== undefined && deps.planner.style === 'described' && attempts.length <= maxReplans) {
      yield { type: 'replanning', why };
      continue;
    }
    const { calls, outcomes } = toldOf(attempts, deps);
    const switchedOff = [...new Set(retrieved.switchedOff.map(({ name }) => deps.toolNamed(name).app))];
    const answer = composeAnswer(calls, outcomes, { misplanned, switchedOff });
    const undo = attempts.flatMap(({ outcomes }) =>
      [...outcomes.values()].flatMap((outcome) => (outcome.status === 'skipped' ? [] : (outcome.undo ?? []))),
    );
    const totalMs = elapsed();
    const timings = {
      retrievalMs,
      planMs,
      executionMs: Math.max(0, totalMs - retrievalMs - planMs),
      totalMs,
    };
    yield { type: 'answered', answer: { ...answer, undo, timings } };
    return;
  }
}

type PlanEvent = Extract<AssistEvent, { type: 'planning' | 'call' | 'planned' | 'misplanned' }>;

export interface Planned {
  readonly retrieved: Retrieved;
  readonly calls: readonly Call[];
  /** What the planner wrote that is no call, in sentences. */
  readonly misplanned: readonly string[];
  /** Tokens of the planner's prompt; 0 when nothing was retrieved, so that it was not asked. */
  readonly promptTokens: number;
  readonly retrievalMs: number;
  /** Since the request; undefined in a plan of no calls. */
  readonly firstCallMs: number | undefined;
  /** From the request to the end of the plan. */
  readonly ms: number;
}

/** Plans without running anything: `tinyagent plan`, the evaluation and the batch interface. */
export async function planOnly(request: UserRequest, deps: PlanDeps): Promise<Planned> {
  const elapsed = stopwatch();
  const retrieved = await retrieve(request, deps);
  const retrievalMs = elapsed();
  const calls: Call[] = [];
  const misplanned: string[] = [];
  let firstCallMs: number | undefined;
  let promptTokens = 0;
  for await (const event of planCalls(request, retrieved, { ...deps, earlier: [], elapsed })) {
    if (event.type === 'call') {
      firstCallMs ??= elapsed();
      calls.push(event.call);
    }
    if (event.type === 'misplanned') misplanned.push(event.message);
    if (event.type === 'planned') promptTokens = event.promptTokens;
  }
  return { retrieved, calls, misplanned, promptTokens, retrievalMs, firstCallMs, ms: elapsed() };
}

/** The plan as events, each call's arguments put right before it is shown or run. */
async function* planCalls(
  request: UserRequest,
  retrieved: Retrieved,
  deps: PlanDeps & { earlier: readonly Attempt[]; elapsed: () => number },
): AsyncGenerator<PlanEvent | (PlannedCall & PlanEvent), void> {
  const begun = deps.elapsed();
  const known: Call[] = [];
  let promptTokens = 0;
  for await (const item of makePlan(request, retrieved, deps)) {
    switch (item.type) {
      case 'prompt':
        promptTokens = item.tokens;
        break;
      case 'text':
        yield { type: 'planning', text: item.text };
        break;
      case 'call': {
        const { call, problems } = resolveArguments(item.call, request, deps.tools, known);
        known.push(call);
        yield { type: 'call', call, text: formatCall(call), problems, ms: deps.elapsed() };
        break;
      }
      case 'problem':
        yield { type: 'misplanned', message: item.error.message };
        break;
      default:
        item satisfies never;
    }
  }
  yield { type: 'planned', calls: known.length, promptTokens, ms: deps.elapsed() - begun };
}

/** What the answer tells: the last plan that had a call, and before it what earlier plans did and it did not repeat. */
function toldOf(attempts: readonly Attempt[], { toolNamed }: Pick<AssistDeps, 'toolNamed'>): Attempt {
  const last = attempts.findLast(({ calls }) => calls.length > 0);
  const observations = (outcomes: Outcomes) =>
    [...outcomes.values()].flatMap((outcome) => (outcome.status === 'observed' ? [outcome.observation] : []));
  const repeated = new Set(last === undefined ? [] : observations(last.outcomes));
  const done = attempts
    .filter((attempt) => attempt !== last)
    .flatMap(({ calls, outcomes }) =>
      calls.filter(({ id, tool }) => {
        const outcome = outcomes.get(id);
        const isEffect = outcome?.status === 'observed' && toolNamed(tool).effect !== 'reads';
        return isEffect && !repeated.has(outcome.observation);
      }),
    );
  return {
    calls: [...done, ...(last?.calls ?? [])],
    outcomes: new Map(attempts.flatMap(({ outcomes }) => [...outcomes])),
  };
}

/** Why a new plan might do better, or undefined: what the world lacks or the plan got wrong, not what was refused. */
function mendable(calls: readonly Call[], outcomes: Outcomes): string | undefined {
  for (const { id } of calls) {
    const outcome = outcomes.get(id);
    if (outcome?.status === 'failed' && (outcome.code === 'not-found' || outcome.code === 'bad-argument')) {
      return outcome.message;
    }
  }
  return undefined;
}

function stopwatch(): () => number {
  const begun = performance.now();
  return () => performance.now() - begun;
}
