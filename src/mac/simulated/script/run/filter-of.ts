import type { Test, Value } from '../../values.ts';
import type { Expression } from '../ast.ts';
import { evaluate, reach } from './evaluate.ts';
import { lookUp, type Scope } from './scope.ts';

/** A filter as data for the app: its own values are worked out here, the object's properties stay references to `it`. */
export async function filterOf(expression: Expression, scope: Scope): Promise<Test> {
  switch (expression.kind) {
    case 'logic':
      return {
        op: expression.op,
        left: await filterOf(expression.left, scope),
        right: await filterOf(expression.right, scope),
      };
    case 'not':
      return { op: 'not', test: await filterOf(expression.operand, scope) };
    case 'compare':
      return {
        op: expression.op,
        left: await operand(expression.left, scope),
        right: await operand(expression.right, scope),
        ignoring: scope.ignoring,
      };
    default:
      return { op: 'true', value: await operand(expression, scope) };
  }
}

async function operand(expression: Expression, scope: Scope): Promise<Value> {
  if ((expression.kind === 'property' || expression.kind === 'element') && rootsAtIt(expression)) {
    scope.targets.push({ form: 'it' });
    try {
      return await reach(expression, scope);
    } finally {
      scope.targets.pop();
    }
  }
  if (expression.kind === 'variable') {
    const value = lookUp(scope, expression.name);
    if (value !== undefined) return value;
  }
  return evaluate(expression, scope);
}

const rootsAtIt = (expression: Expression): boolean =>
  expression.kind === 'property' || expression.kind === 'element'
    ? expression.of === undefined || expression.of.kind === 'it' || rootsAtIt(expression.of)
    : false;
