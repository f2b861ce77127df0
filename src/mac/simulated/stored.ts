import type { Dictionary } from './dictionary.ts';
import { coerce } from './script/coerce.ts';
import { isoOf } from './script/dates.ts';
import { display } from './script/display.ts';
import { boolean, cannotMake, integer, list, missing, number, text } from './script/values.ts';
import type { Value } from './values.ts';

/** What the world keeps of a property, as a value of the type its dictionary gives it. */
export function toValue(kept: unknown, type: string, dictionary: Dictionary): Value {
  const [first = ''] = type.split(' | ');
  if (kept === undefined || kept === null) {
    if (first === 'boolean') return boolean(false);
    return first.startsWith('list of ') ? list([]) : missing;
  }
  if (Array.isArray(kept) && first.startsWith('list of '))
    return list(kept.map((item) => toValue(item, first.slice('list of '.length), dictionary)));
  if (typeof kept === 'boolean') return boolean(kept);
  if (typeof kept === 'number') return first === 'integer' ? integer(kept) : number(kept);
  if (typeof kept !== 'string') return missing;
  if (first === 'date') return { type: 'date', value: new Date(kept) };
  if (first === 'file' || first === 'alias') return { type: 'file', kind: 'file', posixPath: kept };
  return dictionary.enumeration(first) === undefined ? text(kept) : { type: 'constant', name: kept };
}

/** The same back; `undefined` for missing value. Throws ScriptError -1700 for a value of a wrong type. */
export function fromValue(value: Value, type: string, dictionary: Dictionary): unknown {
  if (value.type === 'missing value') {
    if (type.includes('missing value')) return undefined;
    throw cannotMake('missing value', type);
  }
  const [first = ''] = type.split(' | ');
  switch (first) {
    case 'text':
    case 'rich text': {
      const made = coerce(value, 'text', '');
      return made.type === 'text' ? made.value : '';
    }
    case 'integer':
    case 'real':
    case 'number': {
      const made = coerce(value, first, '');
      return made.type === 'integer' || made.type === 'real' ? made.value : 0;
    }
    case 'boolean': {
      const made = coerce(value, 'boolean', '');
      return made.type === 'boolean' && made.value;
    }
    case 'date':
      if (value.type !== 'date') throw cannotMake(display(value, 'source'), 'date');
      return isoOf(value.value);
    case 'file':
    case 'alias':
      if (value.type !== 'file') throw cannotMake(display(value, 'source'), 'file');
      return value.posixPath;
    default:
      break;
  }
  if (first.startsWith('list of ')) {
    const items = value.type === 'list' ? value.items : [value];
    return items.map((item) => fromValue(item, first.slice('list of '.length), dictionary));
  }
  const enumeration = dictionary.enumeration(first);
  if (enumeration !== undefined) {
    const shown = display(value, 'human').toLowerCase();
    const found = enumeration.find((name) => name.toLowerCase() === shown);
    if (found === undefined || value.type === 'text') throw cannotMake(display(value, 'source'), first);
    return found;
  }
  throw cannotMake(display(value, 'source'), first);
}
