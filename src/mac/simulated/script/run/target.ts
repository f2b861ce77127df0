import type { Specifier } from '../../values.ts';
import type { Expression } from '../ast.ts';
import { display } from '../display.ts';
import { cannotMake } from '../values.ts';
import { reach } from './evaluate.ts';
import type { Scope } from './scope.ts';

/** Whom a tell block speaks to; undefined is the script itself. */
export async function targetOf(expression: Expression, scope: Scope): Promise<Specifier | undefined> {
  const target = await reach(expression, scope);
  if (target.type === 'reference') return target.specifier;
  if (expression.kind === 'me' || expression.kind === 'applescript') return undefined;
  throw cannotMake(display(target, 'source'), 'reference');
}

/** The app a specifier leads to; none for `it`, which an app fills in. */
export const targetApp = (specifier: Specifier | undefined): string | undefined =>
  specifier === undefined || specifier.form === 'it'
    ? undefined
    : specifier.form === 'application'
      ? specifier.app
      : targetApp(specifier.of);

/** Whether a term without `of` speaks to the target of the tell block, rather than naming a variable. */
export function belongsToTarget(name: string, kind: 'property' | 'class', scope: Scope): boolean {
  const target = scope.targets.at(-1);
  if (target?.form === 'it') return true;
  const app = targetApp(target);
  const terms = app === undefined ? undefined : scope.run.machine.terminology(app);
  if (terms === undefined) return false;
  return kind === 'property'
    ? terms.properties.has(name) || name === 'class' || name === 'id'
    : [...terms.classes.values()].includes(name);
}
