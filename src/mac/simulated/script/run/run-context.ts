import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine, Value } from '../../values.ts';
import type { Script } from '../ast.ts';
import { toText } from '../coerce.ts';
import { list, text } from '../values.ts';

/** What a run is given to work with. */
export interface RunMeans {
  readonly machine: Machine;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** `run script`: compiles and runs source of its own. */
  readonly runSource: (source: string, parameters: readonly Value[]) => Promise<Value | undefined>;
}

/** One run of a script: its means, and all that its handlers share. What a handler has for itself is its Scope. */
export interface RunContext extends RunMeans {
  readonly script: Script;
  /** The script's properties and global variables. */
  readonly globals: Map<string, Value>;
  /** AppleScript's text item delimiters. */
  delimiters: Value;
  /** Of the last statement; undefined when that was a command that answers nothing. */
  result: Value | undefined;
  /** How many statements were run. */
  statements: number;
  /** How many handlers are being run, each called by the one before. */
  depth: number;
}

export const newRunContext = (script: Script, means: RunMeans): RunContext => ({
  ...means,
  script,
  globals: new Map(),
  delimiters: list([text('')]),
  result: undefined,
  statements: 0,
  depth: 0,
});

/** The text items of a text are told apart by the first of the delimiters alone. */
export function delimiter({ delimiters }: RunContext): string {
  const first = delimiters.type === 'list' ? delimiters.items[0] : delimiters;
  return first === undefined ? '' : toText(first);
}

/** Statements run between two looks at the event loop. */
const statementsPerTurn = 500;

/** Before a statement: looks at the signal, and now and then lets others run. */
export async function takeTurn(run: RunContext): Promise<void> {
  run.signal.throwIfAborted();
  run.statements += 1;
  if (run.statements % statementsPerTurn === 0)
    await sleep(0, undefined, { signal: run.signal }).catch(() => run.signal.throwIfAborted());
}
