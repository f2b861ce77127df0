import { composeAnswer, type Judged } from './answer/compose-answer.ts';
import { type Joiner, join } from './answer/join.ts';
import { callsToJudge, mendable } from './answer/judgement.ts';
import { settle } from './answer/settle.ts';
import type { AssistEvent } from './events.ts';
import { execute } from './execution/execute.ts';
import { createRunCall, type PlannedCall, type RunCallDeps } from './execution/run-call.ts';
import type { Call } from './plan/call.ts';
import type { Attempt } from './plan/described/attempt.ts';
import { loadExamples } from './plan/described/examples.ts';
import type { DescribedPrompt } from './plan/described/prompt.ts';
import { makePlan, type PlanStep, promptFor } from './plan/make-plan.ts';
import type { Planner } from './plan/planner.ts';
import { formatCall } from './plan/write.ts';
import type { UserRequest } from './request/request.ts';
import { resolveArguments } from './request/resolve-arguments.ts';
import { type Retrieved, retrieve } from './retrieval/retrieve.ts';
import { ModelError } from './runtime/manifest.ts';
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
  /** What the user always wants, in their own words, for models that read it. */
  readonly instructions?: string;
  readonly signal: AbortSignal;
}

export type AssistDeps = PlanDeps &
  Omit<RunCallDeps, 'request' | 'earlier'> & {
    /** Reads results where words are not enough; a `described` planner does it itself when left out. */
    readonly joiner?: Joiner;
  };

/** The most often a request is planned again (LLMCompiler, Kim et al., 2024). */
const maxReplans = 2;

/**
 * Answers one request: retrieval, plan, execution while the plan is being written, answer.
 * Yields what happens as it happens, the answer last. Throws `signal.reason` on abort.
 */
export async function* assist(request: UserRequest, deps: AssistDeps): AsyncGenerator<AssistEvent, void> {
  const elapsed = stopwatch();
  const retrieved = await retrieveFor(request, deps);
  const retrievalMs = elapsed();
  yield { type: 'retrieved', tools: retrieved.tools, ms: retrievalMs };

  const attempts: Attempt[] = [];
  const mailTexts: readonly ToolName[] = ['reply_to_email', 'forward_email'];
  const runCall = createRunCall({
    ...deps,
    request,
    earlier: attempts,
    // without a classifier every tool is retrieved, which tells nothing
    clipboardIsForMail:
      deps.classifier !== undefined && retrieved.tools.some(({ name }) => mailTexts.includes(name)),
  });
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
    const mayReplan = deps.planner.style === 'described' && attempts.length <= maxReplans;
    const read = yield* readResults(request, attempts, { ...deps, mayReplan });
    if (read.type === 'replan') {
      yield { type: 'replanning', why: read.why };
      continue;
    }
    const settled = settle(attempts);
    const switchedOff = [...new Set(retrieved.switchedOff.map(({ name }) => deps.toolNamed(name).app))];
    const answer = composeAnswer(settled.calls, settled.outcomes, {
      misplanned,
      switchedOff,
      judged: read.judged,
    });
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
  const retrieved = await retrieveFor(request, deps);
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

/**
 * What a described planner is asked, with the tools retrieved or with all. Nothing is planned. Throws ModelError for a
 * planner that reads no prompt in words.
 */
export async function planPrompt(
  request: UserRequest,
  deps: PlanDeps,
  { allTools = false }: { allTools?: boolean } = {},
): Promise<DescribedPrompt> {
  const { planner, tools, instructions = '' } = deps;
  if (planner.style !== 'described')
    throw new ModelError(
      'The embedded planner reads the words of the request and no prompt. Name a model that does: --model PATH',
    );
  const retrieved = await retrieveFor(request, deps, { allTools });
  return promptFor(request, retrieved, { planner, tools, instructions, earlier: [] });
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
  for await (const item of planSteps(request, retrieved, deps)) {
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
        yield { type: 'misplanned', message: item.message };
        break;
      default:
        item satisfies never;
    }
  }
  yield { type: 'planned', calls: known.length, promptTokens, ms: deps.elapsed() - begun };
}

/** A new plan that the model cannot make is a problem, no end: what the plans before it did is still to be told. */
async function* planSteps(
  request: UserRequest,
  retrieved: Retrieved,
  deps: PlanDeps & { earlier: readonly Attempt[] },
): AsyncGenerator<PlanStep, void> {
  try {
    yield* makePlan(request, retrieved, deps);
  } catch (error) {
    deps.signal.throwIfAborted();
    if (deps.earlier.length === 0 || !(error instanceof ModelError)) throw error;
    yield { type: 'problem', message: error.message };
  }
}

/**
 * Whether the results are the answer, or a new plan is wanted. A joiner is asked where something failed that a new
 * plan could mend, and where a result must be read to answer; what failed is always told by code.
 */
async function* readResults(
  request: UserRequest,
  attempts: readonly Attempt[],
  { planner, joiner: own, mayReplan, instructions = '', signal }: AssistDeps & { mayReplan: boolean },
): AsyncGenerator<
  Extract<AssistEvent, { type: 'misplanned' }>,
  { type: 'replan'; why: string } | { type: 'answer'; judged?: Judged }
> {
  const joiner = own ?? (planner.style === 'described' ? planner : undefined);
  const settled = settle(attempts);
  const failure = mendable(settled);
  const toJudge = failure === undefined ? callsToJudge(request, settled) : [];
  const lastIsEmpty = attempts.at(-1)?.calls.length === 0; // the planner has nothing more to try
  if (joiner === undefined || lastIsEmpty || (toJudge.length === 0 && (failure === undefined || !mayReplan)))
    return { type: 'answer' };
  try {
    const verdict = await join(request, { attempts, joiner, mayReplan, instructions, signal });
    if (verdict.type === 'replan')
      return { type: 'replan', why: failure ?? verdict.why ?? 'The results do not answer the request.' };
    if (verdict.type === 'finish' && verdict.text !== undefined && toJudge.length > 0)
      return { type: 'answer', judged: { calls: toJudge, text: verdict.text } };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ModelError)) throw error;
    // what was done is told all the same
    yield { type: 'misplanned', message: `The results could not be read once more: ${error.message}` };
  }
  return { type: 'answer' };
}

/** Examples are for planners that read them. */
const retrieveFor = (
  request: UserRequest,
  deps: PlanDeps,
  { allTools = false }: { allTools?: boolean } = {},
): Promise<Retrieved> =>
  retrieve(request, {
    ...deps,
    allTools,
    examples: deps.planner.style === 'described' ? loadExamples() : [],
  });

function stopwatch(): () => number {
  const begun = performance.now();
  return () => performance.now() - begun;
}
