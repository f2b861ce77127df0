import { type Argument, type Call, callsRead, fill, isList, isText } from '../plan/call.ts';
import { fold } from '../text/fold.ts';
import type { ToolName } from '../tools/names.ts';
import type { Outcome, Outcomes } from './outcome.ts';

type Observed = Extract<Outcome, { status: 'observed' }>;

/**
 * What a call of an earlier plan did that this one would do again, though in other words: a mail to the same people, a
 * note of the same name. A tool's first argument says which thing it makes. Undefined when there is none, and when
 * the earlier plan also had such a call that was not done: then this may be that one.
 */
export function doneBefore(
  tool: ToolName,
  args: Readonly<Record<string, unknown>>,
  earlier: readonly { readonly calls: readonly Call[]; readonly outcomes: Outcomes }[],
): Observed | undefined {
  const wanted = identity(Object.values(args)[0]);
  const ends = earlier.flatMap(({ calls, outcomes }) =>
    calls
      .filter((call) => call.tool === tool && identity(filled(call.args[0], outcomes)) === wanted)
      .map(({ id }) => outcomes.get(id)),
  );
  const done = ends.filter((end) => end?.status === 'observed');
  return done.length === ends.length ? done.at(-1) : undefined;
}

/** An argument as the tool was given it; undefined when a call it reads gave nothing. */
function filled(argument: Argument | undefined, outcomes: Outcomes): unknown {
  if (argument === undefined) return undefined;
  const observations = new Map<number, string>();
  for (const id of callsRead([argument])) {
    const outcome = outcomes.get(id);
    if (outcome?.status !== 'observed') return undefined;
    observations.set(id, outcome.observation);
  }
  if (isList(argument)) return argument.map((item) => fill(item, observations));
  return isText(argument) ? fill(argument, observations) : argument;
}

const identity = (value: unknown): string =>
  value === undefined
    ? 'nothing'
    : JSON.stringify(
        Array.isArray(value) ? value.map((item) => fold(String(item))).toSorted() : fold(String(value)),
      );
