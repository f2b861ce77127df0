import { ScriptError, type Value } from '../../values.ts';
import type { Expression } from '../ast.ts';
import { toNumber, toText } from '../coerce.ts';
import { integer, list, number, text } from '../values.ts';

/** `+ - * / div mod ^`: on numbers, and on dates in seconds. Throws -2701 on division by zero. */
export function arithmetic(
  op: Extract<Expression, { kind: 'arithmetic' }>['op'],
  left: Value,
  right: Value,
): Value {
  if (left.type === 'date' && op === '-' && right.type === 'date')
    return integer((left.value.getTime() - right.value.getTime()) / 1000);
  if (left.type === 'date' && (op === '+' || op === '-')) {
    const moved = new Date(left.value);
    moved.setSeconds(moved.getSeconds() + (op === '+' ? 1 : -1) * toNumber(right));
    return { type: 'date', value: moved };
  }
  const [a, b] = [toNumber(left), toNumber(right)];
  const result = (value: number): Value =>
    left.type === 'real' || right.type === 'real' ? { type: 'real', value } : number(value);
  if ((op === '/' || op === 'div' || op === 'mod') && b === 0)
    throw new ScriptError(-2701, `Can’t divide ${a} by zero.`);
  switch (op) {
    case '+':
      return result(a + b);
    case '-':
      return result(a - b);
    case '*':
      return result(a * b);
    case '/':
      return { type: 'real', value: a / b };
    case 'div':
      return integer(Math.trunc(a / b));
    case 'mod':
      return result(a % b);
    case '^':
      return { type: 'real', value: a ** b };
    default:
      return op satisfies never;
  }
}

/** `&`: lists grow, records keep the left one’s fields, other things become text; `delimiter` stands between the items of a list that does. */
export function concatenate(left: Value, right: Value, delimiter: string): Value {
  if (left.type === 'list') return list([...left.items, ...(right.type === 'list' ? right.items : [right])]);
  if (left.type === 'record' && right.type === 'record')
    return {
      type: 'record',
      fields: new Map([...left.fields, ...[...right.fields].filter(([key]) => !left.fields.has(key))]),
    };
  if (left.type === 'text' || (right.type === 'text' && left.type !== 'reference')) {
    return text(toText(left, delimiter) + toText(right, delimiter));
  }
  if (right.type === 'list') return list([left, ...right.items]);
  return list([left, right]);
}
