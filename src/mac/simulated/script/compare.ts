import type { Comparison, Ignoring, Value } from '../values.ts';
import { toNumber, toText } from './coerce.ts';
import { display, displaySpecifier } from './display.ts';
import { cannotMake } from './values.ts';

/** A comparison of two values as AppleScript makes it: texts without case, unless it is considered. */
export function compare(op: Comparison, left: Value, right: Value, ignoring: Ignoring): boolean {
  switch (op) {
    case '=':
      return equal(left, right, ignoring);
    case '≠':
      return !equal(left, right, ignoring);
    case '<':
      return order(left, right, ignoring) < 0;
    case '>':
      return order(left, right, ignoring) > 0;
    case '≤':
      return order(left, right, ignoring) <= 0;
    case '≥':
      return order(left, right, ignoring) >= 0;
    case 'contains':
      return contains(left, right, ignoring);
    case 'is in':
      return contains(right, left, ignoring);
    case 'begins with':
      return edge(left, right, ignoring, 'start');
    case 'ends with':
      return edge(left, right, ignoring, 'end');
    default:
      return op satisfies never;
  }
}

/** A text as it is compared. */
export function folded(text: string, ignoring: Ignoring): string {
  const plain = ignoring.diacriticals ? text.normalize('NFD').replace(/\p{M}/gu, '') : text.normalize('NFC');
  return ignoring.case ? plain.toLowerCase() : plain;
}

const isNumber = (value: Value): boolean => value.type === 'integer' || value.type === 'real';

function equal(left: Value, right: Value, ignoring: Ignoring): boolean {
  if (isNumber(left) && isNumber(right)) return toNumber(left) === toNumber(right);
  if (left.type === 'list' && right.type === 'list') {
    return (
      left.items.length === right.items.length &&
      left.items.every((item, index) => equal(item, right.items[index] ?? item, ignoring))
    );
  }
  if (left.type === 'record' && right.type === 'record') {
    return (
      left.fields.size === right.fields.size &&
      [...left.fields].every(([key, value]) => {
        const other = right.fields.get(key);
        return other !== undefined && equal(value, other, ignoring);
      })
    );
  }
  if (left.type !== right.type) return false;
  switch (left.type) {
    case 'text':
      return folded(left.value, ignoring) === folded(toText(right), ignoring);
    case 'date':
      return right.type === 'date' && left.value.getTime() === right.value.getTime();
    case 'reference':
      return (
        right.type === 'reference' && displaySpecifier(left.specifier) === displaySpecifier(right.specifier)
      );
    case 'file':
      return right.type === 'file' && left.posixPath === right.posixPath;
    case 'missing value':
      return true;
    default:
      return display(left, 'source').toLowerCase() === display(right, 'source').toLowerCase();
  }
}

function order(left: Value, right: Value, ignoring: Ignoring): number {
  if (left.type === 'date' && right.type === 'date') return left.value.getTime() - right.value.getTime();
  if (left.type === 'date' || right.type === 'date') throw cannotMake(display(left, 'source'), right.type);
  if (isNumber(left) || isNumber(right)) return toNumber(left) - toNumber(right);
  return folded(toText(left), ignoring).localeCompare(folded(toText(right), ignoring), 'en', {
    sensitivity: 'variant',
  });
}

function contains(whole: Value, part: Value, ignoring: Ignoring): boolean {
  if (whole.type === 'list') {
    const parts = part.type === 'list' ? part.items : [part];
    return whole.items.some((_, start) =>
      parts.every((item, offset) => {
        const candidate = whole.items[start + offset];
        return candidate !== undefined && equal(candidate, item, ignoring);
      }),
    );
  }
  if (whole.type === 'missing value' || part.type === 'missing value') return false;
  return folded(toText(whole), ignoring).includes(folded(toText(part), ignoring));
}

function edge(whole: Value, part: Value, ignoring: Ignoring, side: 'start' | 'end'): boolean {
  if (whole.type === 'list') {
    const parts = part.type === 'list' ? part.items : [part];
    const from = side === 'start' ? 0 : whole.items.length - parts.length;
    return parts.every((item, offset) => {
      const candidate = whole.items[from + offset];
      return candidate !== undefined && equal(candidate, item, ignoring);
    });
  }
  if (whole.type === 'missing value') return false;
  const [all, some] = [folded(toText(whole), ignoring), folded(toText(part), ignoring)];
  return side === 'start' ? all.startsWith(some) : all.endsWith(some);
}
