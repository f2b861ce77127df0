import type { Outcome, Outcomes } from '../../../src/execution/outcome.ts';
import { type Argument, type Call, callsRead, isList, isText, type Text } from '../../../src/plan/call.ts';
import type { Attempt } from '../../../src/plan/described/attempt.ts';
import type { ToolName } from '../../../src/tools/names.ts';

/** What a model is to do once a plan has been run and something failed. */
export interface LaterPlan {
  readonly earlier: Attempt;
  /** The new plan, numbered from 1; empty where there is nothing more to be done. */
  readonly calls: readonly Call[];
}

/**
 * A plan that was run and failed, with the plan that is right then (the paper's join: finish or replan). Half the
 * time a name was copied wrongly, and the call is to be made anew with what reads it and what it reads; else what
 * was looked for does not exist, and nothing is left to do. Undefined for a plan without a look-up.
 */
export function laterPlan(plan: readonly Call[], random: () => number): LaterPlan | undefined {
  const lookUps = plan.filter(({ tool }) => tool in notFound);
  const failing = lookUps[Math.floor(random() * lookUps.length)];
  if (failing === undefined) return undefined;
  const said = plainWords(failing.args[0]);
  const misspelt = random() < 0.5 ? transposed(said, random) : undefined;
  const calls = plan.map((call) =>
    call === failing && misspelt !== undefined
      ? { ...call, args: [{ pieces: [misspelt] }, ...call.args.slice(1)] }
      : call,
  );
  const message = notFound[failing.tool]?.(misspelt ?? said) ?? '';
  const outcomes = outcomesWhen(failing, message, calls);
  return {
    earlier: { calls, outcomes },
    calls: misspelt === undefined ? [] : again(plan, outcomes),
  };
}

/** The tools that look something up, with what they say when it is not there. */
const notFound: Partial<Record<ToolName, (said: string) => string>> = {
  get_phone_number: (said) => `There is nobody called “${said}” in Contacts.`,
  get_email_address: (said) => `There is nobody called “${said}” in Contacts.`,
  open_and_get_file_path: (said) => `There is no file “${said}” that Spotlight knows.`,
  open_note: (said) => `There is no note “${said}”.`,
};

const found: Partial<Record<ToolName, string>> = {
  get_phone_number: '+1 555 0100',
  get_email_address: 'someone@example.com',
  open_and_get_file_path: '/Users/me/Documents/file.pdf',
};

/** What comes of each call when one fails: the calls that read it are skipped, the others done. */
function outcomesWhen(failing: Call, message: string, calls: readonly Call[]): Outcomes {
  const outcomes: Outcomes = new Map();
  const outcome = (call: Call): Outcome => {
    if (call.id === failing.id) return { status: 'failed', code: 'not-found', message };
    const because = callsRead(call.args).find((id) => outcomes.get(id)?.status !== 'observed');
    if (because !== undefined) return { status: 'skipped', because };
    return { status: 'observed', observation: found[call.tool] ?? 'Done.' };
  };
  for (const call of calls) outcomes.set(call.id, outcome(call));
  return outcomes;
}

/** The calls that were not done and all they read, numbered anew: a call repeated with its words is not done twice. */
function again(plan: readonly Call[], outcomes: Outcomes): Call[] {
  const wanted = new Set(plan.flatMap(({ id }) => (outcomes.get(id)?.status === 'observed' ? [] : [id])));
  for (const { id, args } of plan.toReversed()) {
    if (wanted.has(id)) for (const read of callsRead(args)) wanted.add(read);
  }
  const kept = plan.filter(({ id }) => wanted.has(id));
  const newId = new Map(kept.map(({ id }, index) => [id, index + 1]));
  const moved = ({ pieces }: Text): Text => ({
    pieces: pieces.map((piece) =>
      typeof piece === 'string' ? piece : { call: newId.get(piece.call) ?? piece.call },
    ),
  });
  const argument = (value: Argument): Argument =>
    isList(value) ? value.map(moved) : isText(value) ? moved(value) : value;
  return kept.map(({ id, tool, args }) => ({ id: newId.get(id) ?? id, tool, args: args.map(argument) }));
}

/** A word with two neighbouring letters exchanged, as small models copy; undefined where that changes nothing. */
function transposed(words: string, random: () => number): string | undefined {
  const at = 1 + Math.floor(random() * (words.length - 2));
  const slip = `${words.slice(0, at)}${words[at + 1] ?? ''}${words[at] ?? ''}${words.slice(at + 2)}`;
  return words.length < 4 || slip === words ? undefined : slip;
}

const plainWords = (argument: Argument | undefined): string =>
  argument !== undefined && isText(argument)
    ? argument.pieces.filter((piece) => typeof piece === 'string').join('')
    : '';
