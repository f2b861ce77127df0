import type { Specifier, Value } from '../values.ts';

/** What a handler's statements see: its variables, the script's, and the target of the tell blocks around. */
export interface Scope {
  readonly locals: Map<string, Value>;
  readonly globals: Map<string, Value>;
  /** Names this handler has declared `global`. */
  readonly declared: Set<string>;
  /** Innermost last; undefined is the script itself. */
  readonly targets: (Specifier | undefined)[];
  /** What texts are compared without: case only, unless a `considering` block says otherwise. */
  ignoring: { case: boolean; diacriticals: boolean };
  /** Local time (`Date.now`) a `with timeout` block ends, for commands to apps. */
  deadline: number | undefined;
}

export const newScope = (globals: Map<string, Value>): Scope => ({
  locals: new Map(),
  globals,
  declared: new Set(),
  targets: [],
  ignoring: { case: true, diacriticals: false },
  deadline: undefined,
});

export const lookUp = (scope: Scope, name: string): Value | undefined =>
  scope.declared.has(name) ? scope.globals.get(name) : (scope.locals.get(name) ?? scope.globals.get(name));

/** A script's property keeps its place; other names are the handler's own. */
export function assign(scope: Scope, name: string, value: Value): void {
  if (scope.declared.has(name) || (!scope.locals.has(name) && scope.globals.has(name)))
    scope.globals.set(name, value);
  else scope.locals.set(name, value);
}
