import type { UserRequest } from '../request/request.ts';
import type { Retrieved } from '../retrieval/retrieve.ts';
import type { Tool } from '../tools/tool.ts';
import { type Argument, type Call, isList, isText, type Text } from './call.ts';
import { planCompactly } from './compact/plan.ts';
import { compactTools } from './compact/signature.ts';
import { type Attempt, describedPrompt } from './described/prompt.ts';
import { planGrammar } from './grammar.ts';
import { createPlanParser, type PlanError } from './parse.ts';
import type { DescribedPlanner, Planner } from './planner.ts';
import { endOfPlan } from './write.ts';

/** What becomes known while a plan is being made. Arguments are as they were written; dates are still phrases. */
export type PlanStep =
  | { readonly type: 'prompt'; readonly tokens: number }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'problem'; readonly error: PlanError };

/** The most a described plan may have; published models write some two hundred. In tokens. */
const mostPlanTokens = 1024;

/**
 * Makes a plan with the retrieved tools, streamed: each call the moment it is complete. With no tool retrieved the
 * plan is empty. Ids go on after those of the earlier attempts. Throws `signal.reason` on abort.
 */
export async function* makePlan(
  request: UserRequest,
  retrieved: Retrieved,
  {
    planner,
    tools,
    earlier,
    signal,
  }: { planner: Planner; tools: readonly Tool[]; earlier: readonly Attempt[]; signal: AbortSignal },
): AsyncGenerator<PlanStep, void> {
  const before = earlier.reduce((count, { calls }) => count + calls.length, 0);
  if (planner.style === 'compact') {
    const { model, vocabulary } = planner;
    const calledFor = [...retrieved.tools, ...retrieved.switchedOff];
    if (calledFor.length === 0) return;
    const steps = planCompactly(request.query, calledFor, {
      model,
      vocabulary,
      tools: compactTools(tools),
      signal,
    });
    for await (const step of steps) {
      yield typeof step === 'number' ? { type: 'prompt', tokens: step } : { type: 'call', call: step };
    }
    return;
  }
  const names = retrieved.tools.map(({ name }) => name);
  if (names.length === 0) return;
  const described = describe(
    request,
    tools.filter(({ name }) => names.includes(name)),
    planner,
    { earlier, signal },
  );
  for await (const step of described) {
    yield step.type === 'call' ? { type: 'call', call: renumber(step.call, before) } : step;
  }
}

async function* describe(
  request: UserRequest,
  tools: readonly Tool[],
  { model, template }: DescribedPlanner,
  { earlier, signal }: { earlier: readonly Attempt[]; signal: AbortSignal },
): AsyncGenerator<PlanStep, void> {
  const prompt = describedPrompt(request, { tools, earlier, template });
  yield { type: 'prompt', tokens: model.countTokens(prompt) };
  const parser = createPlanParser(tools, { style: 'lenient' });
  const pieces = model.generate(prompt, {
    signal,
    maxTokens: mostPlanTokens,
    stop: [endOfPlan],
    grammar: planGrammar(tools),
  });
  for await (const piece of pieces) {
    yield { type: 'text', text: piece };
    yield* read(parser.push(piece));
  }
  yield* read(parser.end());
}

function* read(items: ReturnType<ReturnType<typeof createPlanParser>['push']>): Generator<PlanStep> {
  for (const item of items) {
    if (item.type === 'call') yield { type: 'call', call: item.call };
    if (item.type === 'error') yield { type: 'problem', error: item.error };
  }
}

/** The same call, its id and references moved on by `by`: a new plan's calls do not share ids with an earlier one's. */
function renumber({ id, tool, args }: Call, by: number): Call {
  const moved = ({ pieces }: Text): Text => ({
    pieces: pieces.map((piece) => (typeof piece === 'string' ? piece : { call: piece.call + by })),
  });
  const argument = (value: Argument): Argument =>
    isList(value) ? value.map(moved) : isText(value) ? moved(value) : value;
  return { id: id + by, tool, args: args.map(argument) };
}
