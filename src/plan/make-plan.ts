import type { UserRequest } from '../request/request.ts';
import type { Retrieved } from '../retrieval/retrieve.ts';
import type { Tool } from '../tools/tool.ts';
import { type Argument, type Call, isList, isText, type Text } from './call.ts';
import { planCompactly } from './compact/plan.ts';
import { compactTools } from './compact/signature.ts';
import type { Attempt } from './described/attempt.ts';
import { type DescribedPrompt, describedPrompt } from './described/prompt.ts';
import { answerTokens } from './described/tokens.ts';
import { planGrammar } from './grammar.ts';
import { createPlanParser } from './parse.ts';
import type { DescribedPlanner, Planner } from './planner.ts';
import { endOfPlan } from './write.ts';

/** What becomes known while a plan is being made. Arguments are as they were written; dates are still phrases. */
export type PlanStep =
  | { readonly type: 'prompt'; readonly tokens: number }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'call'; readonly call: Call }
  /** Something in the plan is no call, and why. */
  | { readonly type: 'problem'; readonly message: string };

interface MakePlanDeps {
  readonly planner: Planner;
  readonly tools: readonly Tool[];
  /** What the user always wants, for planners that read it; may be "". */
  readonly instructions?: string;
  readonly earlier: readonly Attempt[];
  readonly signal: AbortSignal;
}

/**
 * Makes a plan with the retrieved tools, streamed: each call the moment it is complete. With no tool retrieved the
 * plan is empty. Ids go on after those of the earlier attempts. Throws `signal.reason` on abort.
 */
export async function* makePlan(
  request: UserRequest,
  retrieved: Retrieved,
  { planner, tools, instructions = '', earlier, signal }: MakePlanDeps,
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
  const prompt = promptFor(request, retrieved, { planner, tools, instructions, earlier });
  const callable = tools.filter(({ name }) => names.includes(name));
  for await (const step of describe(prompt, callable, planner, signal)) {
    yield step.type === 'call' ? { type: 'call', call: renumber(step.call, before) } : step;
  }
}

/** What a described planner is asked. Throws ModelError when it does not fit. */
export function promptFor(
  request: UserRequest,
  retrieved: Retrieved,
  {
    planner: { model, template },
    tools,
    instructions = '',
    earlier,
  }: Omit<MakePlanDeps, 'planner' | 'signal'> & { planner: DescribedPlanner },
): DescribedPrompt {
  const names = new Set(retrieved.tools.map(({ name }) => name));
  return describedPrompt(request, {
    tools: tools.filter(({ name }) => names.has(name)),
    examples: retrieved.examples,
    instructions,
    earlier,
    model,
    template,
  });
}

async function* describe(
  prompt: DescribedPrompt,
  tools: readonly Tool[],
  { model }: DescribedPlanner,
  signal: AbortSignal,
): AsyncGenerator<PlanStep, void> {
  yield { type: 'prompt', tokens: prompt.tokens };
  const parser = createPlanParser(tools, { style: 'lenient' });
  const pieces = model.generate(prompt.text, {
    signal,
    maxTokens: answerTokens(model),
    stop: [endOfPlan],
    grammar: planGrammar(tools),
    fixedPrefix: prompt.fixedPrefix,
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
    if (item.type === 'error') yield { type: 'problem', message: item.error.message };
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
