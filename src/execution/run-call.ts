import { z } from 'zod';
import { troubleOf } from '../mac/errors.ts';
import { MacError } from '../mac/mac.ts';
import { type Argument, type Call, fill, isEmptyText, isList, isText, text } from '../plan/call.ts';
import { type Problem, resolveArguments } from '../request/resolve-arguments.ts';
import { asks } from '../tools/asks.ts';
import type { ToolName } from '../tools/names.ts';
import {
  parameters,
  type Tool,
  type ToolContext,
  ToolError,
  type Undo,
  type UndoToken,
} from '../tools/tool.ts';
import { type Consent, permissionFor } from './consent.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { doneBefore } from './done-before.ts';
import type { RunCall } from './execute.ts';
import type { Outcome, Outcomes } from './outcome.ts';
import { createShared, type Shared } from './shared.ts';

/** A call as the planner hands it on: put right by code, with what code could not make out. */
export interface PlannedCall {
  readonly type: 'call';
  readonly call: Call;
  /** In the plan language. */
  readonly text: string;
  readonly problems: readonly Problem[];
}

export interface RunCallDeps
  extends Omit<ToolContext, 'signal' | keyof Shared | keyof Conversation | 'undoable'> {
  readonly toolNamed: (name: ToolName) => Tool;
  readonly consent: Consent;
  /** Tools of apps the user has switched off are left out; all of them when undefined. */
  readonly enabledTools?: ReadonlySet<ToolName>;
  /** Whether somebody is there to answer; without, a question stops its call. */
  readonly canAsk: boolean;
  /** A reply or a forwarded mail is among what the request calls for. */
  readonly clipboardIsForMail?: boolean;
  /** The plans of this request that were run before; it grows with each. */
  readonly earlier?: readonly { readonly calls: readonly Call[]; readonly outcomes: Outcomes }[];
}

/**
 * Makes the executor's `runCall` for one request: asks for what is missing, fills in observations, checks arguments,
 * runs the tool, which asks for leave itself.
 */
export function createRunCall(deps: RunCallDeps): RunCall<PlannedCall> {
  const shared = createShared({ mac: deps.mac, clipboardIsForMail: deps.clipboardIsForMail ?? false });
  /** What has been done, so that a new plan that repeats it does not do it twice. */
  const done = new Map<string, Extract<Outcome, { status: 'observed' }>>();
  return async (planned, { observations, report, signal }) => {
    const tool = deps.toolNamed(planned.call.tool);
    const conversation = createConversation(tool, { ...deps, report, signal });
    const undo: UndoToken[] = [];
    try {
      if (deps.enabledTools?.has(tool.name) === false) {
        throw new ToolError('not-allowed', `${tool.app} is switched off in the settings.`);
      }
      if (permissionFor(tool, deps.consent) === 'never') await conversation.consent(tool.description);
      const call = await complete(planned, tool, deps, conversation);
      const args = readArguments(tool, call, observations);
      const key = JSON.stringify([call.tool, args]);
      const before =
        done.get(key) ??
        (tool.effect === 'reads' ? undefined : doneBefore(tool.name, args, deps.earlier ?? []));
      if (before !== undefined) return { ...before, undo: [] };
      const asksToRead = tool.effect === 'reads' && permissionFor(tool, deps.consent) === 'ask';
      if (asksToRead) await conversation.consent(inWords(tool, args));
      signal.throwIfAborted();
      const observation = await tool.run(args, {
        ...deps,
        ...conversation,
        ...shared,
        signal,
        undoable: (one: Undo) => undo.push({ ...one, tool: tool.name }),
      });
      const outcome = { status: 'observed', observation, undo } as const;
      done.set(key, outcome);
      return outcome;
    } catch (error) {
      signal.throwIfAborted();
      const trouble = error instanceof MacError ? troubleOf(error) : undefined;
      if (trouble !== undefined) report({ type: 'trouble', trouble });
      if (error instanceof ToolError || error instanceof MacError) {
        return { status: 'failed', code: error.code, message: error.message, undo };
      }
      throw error;
    }
  };
}

/** The call with what it lacks asked for: what code could not make out, what is required. Throws ToolError. */
async function complete(
  { call, problems }: PlannedCall,
  tool: Tool,
  { canAsk, request }: RunCallDeps,
  { tell }: Conversation,
): Promise<Call> {
  if (!canAsk) {
    if (problems.length > 0)
      throw new ToolError('bad-argument', problems.map(({ message }) => message).join(' '));
    const lacking = missing(call, tool);
    if (lacking !== undefined)
      throw new ToolError('bad-argument', `${lacking.message} There is nobody to ask.`);
    return call;
  }
  let asked = call;
  let open = problems;
  for (let turn = 0; turn < mostQuestions; turn++) {
    const wanted = open[0] ?? missing(asked, tool);
    if (wanted === undefined) return asked;
    const index = parameters(tool).findIndex(({ name }) => name === wanted.argument);
    if (index < 0) throw new Error(`${tool.name} has no argument ${wanted.argument}.`);
    const said = text(await tell(wanted.message));
    const args = asked.args.map((argument, at) =>
      at === index ? (isList(argument) ? [said] : said) : argument,
    );
    ({ call: asked, problems: open } = resolveArguments({ ...asked, args }, request, [tool], []));
  }
  throw new ToolError('bad-argument', open.map(({ message }) => message).join(' '));
}

/** A call is asked about at most so often; then it fails with what is still unclear. */
const mostQuestions = 6;

/** The first argument the call cannot do without and does not have. */
function missing(call: Call, tool: Tool): Problem | undefined {
  const isMissing = (name: string): boolean => {
    const argument = call.args[parameters(tool).findIndex((parameter) => parameter.name === name)];
    if (argument === undefined) return true;
    return isList(argument) ? argument.length === 0 : isText(argument) && isEmptyText(argument);
  };
  const { required, oneOf } = asks[tool.name];
  const lacking = required.find(({ argument }) => isMissing(argument));
  if (lacking !== undefined) return { argument: lacking.argument, message: lacking.question };
  if (oneOf === undefined || !oneOf.arguments.every(isMissing)) return undefined;
  return { argument: oneOf.arguments[0], message: oneOf.question };
}

/** Arguments by name, observations in place, checked against the tool's schema. Throws ToolError('bad-argument'). */
function readArguments(
  tool: Tool,
  call: Call,
  observations: ReadonlyMap<number, string>,
): Record<string, unknown> {
  const named = Object.fromEntries(
    parameters(tool).map(({ name }, index) => [name, plainValue(call.args[index], observations)]),
  );
  const parsed = tool.args.safeParse(named);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') ?? '';
  throw new ToolError('bad-argument', `${where}: ${issue?.message ?? z.prettifyError(parsed.error)}`, {
    cause: parsed.error,
  });
}

function plainValue(argument: Argument | undefined, observations: ReadonlyMap<number, string>): unknown {
  if (argument === undefined) return undefined;
  if (isList(argument)) return argument.map((item) => fill(item, observations));
  return isText(argument) ? fill(argument, observations) : argument;
}

/** What a tool that only reads is about to do. */
function inWords({ description }: Tool, args: Record<string, unknown>): string {
  const given = Object.values(args).filter((value) => typeof value === 'string' && value !== '');
  return given.length === 0 ? description : `${description} (${given.join(', ')})`;
}
