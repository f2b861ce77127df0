import { z } from 'zod';
import { MacError } from '../mac/mac.ts';
import { type Argument, type Call, fill, isList, isText } from '../plan/call.ts';
import type { ToolName } from '../tools/names.ts';
import type { Question, Tool, ToolContext } from '../tools/tool.ts';
import { parameters, ToolError } from '../tools/tool.ts';
import { type Consent, effectInWords, permissionFor } from './consent.ts';
import type { RunCall } from './execute.ts';

/** A call as the planner hands it on: put right by code, with what code could not make out. */
export interface PlannedCall {
  readonly type: 'call';
  readonly call: Call;
  /** In the plan language. */
  readonly text: string;
  readonly problems: readonly { readonly argument: string; readonly message: string }[];
}

export interface RunCallDeps extends Omit<ToolContext, 'choose' | 'signal' | 'knownNames'> {
  readonly toolNamed: (name: ToolName) => Tool;
  readonly consent: Consent;
  /** Whether somebody is there to answer; without, a question stops its call. */
  readonly canAsk: boolean;
}

/** Makes the executor's `runCall` for one request: fills in observations, checks arguments, asks for consent, runs the tool. */
export function createRunCall(deps: RunCallDeps): RunCall<PlannedCall> {
  const knownNames = new Map<string, string>();
  /** What has been done, so that a new plan that repeats it does not do it twice. */
  const done = new Map<string, string>();
  return async ({ call, problems }, { observations, ask, signal }) => {
    const tool = deps.toolNamed(call.tool);
    const put = (kind: 'choose' | 'confirm', question: Question): Promise<number> => {
      if (!deps.canAsk) {
        if (kind === 'confirm')
          throw new ToolError(
            'needs-answer',
            `${tool.description} This needs your yes, and there is nobody to ask.`,
          );
        const choices = question.choices.map(({ label, detail }) =>
          detail === '' ? label : `${label} (${detail})`,
        );
        throw new ToolError(
          'needs-answer',
          `${question.text} There is nobody to ask; there are: ${choices.join('; ')}.`,
        );
      }
      return new Promise((resolve, reject) => {
        const onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
        ask({
          kind,
          question,
          answer: (index) => {
            signal.removeEventListener('abort', onAbort);
            if (question.choices[index] === undefined)
              reject(new ToolError('needs-answer', 'No choice was made.'));
            else resolve(index);
          },
        });
      });
    };

    try {
      if (problems.length > 0) {
        throw new ToolError('bad-argument', problems.map(({ message }) => message).join(' '));
      }
      const args = readArguments(tool, call, observations);
      const key = JSON.stringify([call.tool, args]);
      const observed = done.get(key);
      if (observed !== undefined) return { status: 'observed', observation: observed };
      await consentTo(tool, args, deps.consent, (question) => put('confirm', question));
      signal.throwIfAborted();
      const observation = await tool.run(args, {
        ...deps,
        signal,
        knownNames,
        choose: (question) => put('choose', question),
      });
      done.set(key, observation);
      return { status: 'observed', observation };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ToolError || error instanceof MacError) {
        return { status: 'failed', code: error.code, message: error.message };
      }
      throw error;
    }
  };
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

async function consentTo(
  tool: Tool,
  args: Record<string, unknown>,
  consent: Consent,
  confirm: (question: Question) => Promise<number>,
): Promise<void> {
  const permission = permissionFor(tool, consent);
  if (permission === 'allow') return;
  if (permission === 'never') {
    throw new ToolError(
      'failed',
      `${tool.app} is not allowed to do this; you can change that in the settings.`,
    );
  }
  const given = Object.entries(args)
    .filter(
      ([, value]) =>
        value !== '' && value !== 0 && value !== false && !(Array.isArray(value) && value.length === 0),
    )
    .map(
      ([name, value]) =>
        `${name.replaceAll('_', ' ')}: ${Array.isArray(value) ? value.join(', ') : String(value)}`,
    );
  const yes = await confirm({
    text: `${tool.description} ${effectInWords[tool.effect]}\n${given.join('\n')}`,
    choices: [
      { label: 'Yes', detail: '' },
      { label: 'No', detail: '' },
    ],
  });
  if (yes !== 0) throw new ToolError('failed', 'You said no, so it was not done.');
}
