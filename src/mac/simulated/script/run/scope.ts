import type { Specifier, Value } from '../../values.ts';
import type { RunContext } from './run-context.ts';

/** What the statements of one call of a handler see: its variables, the target of the tell blocks around, the run. */
export interface Scope {
  readonly run: RunContext;
  readonly locals: Map<string, Value>;
  /** Names this handler has declared `global`. */
  readonly declared: Set<string>;
  /** Innermost last; undefined is the script itself. */
  readonly targets: (Specifier | undefined)[];
  /** What texts are compared without: case only, unless a `considering` block says otherwise. */
  ignoring: { case: boolean; diacriticals: boolean };
  /** Local time (`Date.now`) a `with timeout` block ends, for commands to apps. */
  deadline: number | undefined;
}

export const newScope = (run: RunContext): Scope => ({
  run,
  locals: new Map(),
  declared: new Set(),
  targets: [],
  ignoring: { case: true, diacriticals: false },
  deadline: undefined,
});

export const lookUp = (scope: Scope, name: string): Value | undefined =>
  scope.declared.has(name)
    ? scope.run.globals.get(name)
    : (scope.locals.get(name) ?? scope.run.globals.get(name));

/** A script's property keeps its place; other names are the handler's own. */
export function assign(scope: Scope, name: string, value: Value): void {
  if (scope.declared.has(name) || (!scope.locals.has(name) && scope.run.globals.has(name)))
    scope.run.globals.set(name, value);
  else scope.locals.set(name, value);
}
