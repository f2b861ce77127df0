import { ScriptError, type Value } from '../values.ts';

/** Makers and readers of values, and the errors AppleScript raises for the wrong kind. */

export const text = (value: string): Value => ({ type: 'text', value });
export const integer = (value: number): Value => ({ type: 'integer', value });
export const boolean = (value: boolean): Value => ({ type: 'boolean', value });
export const list = (items: Value[]): Value => ({ type: 'list', items });
export const missing: Value = { type: 'missing value' };
export const number = (value: number): Value =>
  Number.isInteger(value) ? integer(value) : { type: 'real', value };

/** The name of a value's class, as `class of` gives it. */
export const className = (value: Value): string =>
  value.type === 'missing value' ? 'class' : value.type === 'file' ? value.kind : value.type;

export const cannotMake = (shown: string, type: string): ScriptError =>
  new ScriptError(-1700, `Can’t make ${shown} into type ${type}.`);

export const cannotGet = (shown: string): ScriptError => new ScriptError(-1728, `Can’t get ${shown}.`);

/** A copy that shares nothing with the original: what `copy` does, and `set` does not, for dates, lists and records. */
export function duplicate(value: Value): Value {
  switch (value.type) {
    case 'date':
      return { type: 'date', value: new Date(value.value) };
    case 'list':
      return list(value.items.map(duplicate));
    case 'record':
      return {
        type: 'record',
        fields: new Map([...value.fields].map(([key, field]) => [key, duplicate(field)])),
      };
    default:
      return value;
  }
}
