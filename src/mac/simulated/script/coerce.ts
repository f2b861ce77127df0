import { ScriptError, type Value } from '../values.ts';
import { isoOf, longDate } from './dates.ts';
import { display, shownReal } from './display.ts';
import { cannotMake, integer, list, number, text } from './values.ts';

/** `value as type`. `delimiter` joins a list's items into text. Throws ScriptError -1700 where AppleScript would. */
export function coerce(value: Value, type: string, delimiter: string): Value {
  switch (type) {
    case 'text':
    case 'string':
    case 'unicode text':
    case '«class utf8»':
    case '«class ut16»':
      return text(toText(value, delimiter));
    case '«class isot»':
      if (value.type !== 'date') throw cannotMake(display(value, 'source'), '«class isot»');
      return text(isoOf(value.value));
    case 'integer':
      return integer(rounded(toNumber(value)));
    case 'real':
      return { type: 'real', value: toNumber(value) };
    case 'number':
      return number(toNumber(value));
    case 'boolean':
      return { type: 'boolean', value: toBoolean(value) };
    case 'list':
      return value.type === 'list'
        ? value
        : value.type === 'record'
          ? list([...value.fields.values()])
          : list([value]);
    case 'record':
      if (value.type !== 'record') throw cannotMake(display(value, 'source'), 'record');
      return value;
    case 'alias':
    case 'file':
    case 'posix file':
      if (value.type === 'file') return { ...value, kind: type === 'alias' ? 'alias' : 'file' };
      return {
        type: 'file',
        kind: type === 'alias' ? 'alias' : 'file',
        posixPath: fromHfs(toText(value, delimiter)),
      };
    case 'date':
      if (value.type === 'date') return value;
      throw new ScriptError(-30720, `Invalid date and time date ${display(value, 'source')}.`);
    case 'class':
      if (value.type === 'class') return value;
      throw cannotMake(display(value, 'source'), 'class');
    default:
      if (value.type === 'reference' || value.type === 'constant') return value;
      throw cannotMake(display(value, 'source'), type);
  }
}

/** To the nearest whole number, halves to the even one (as AppleScript's `round` and `as integer` do). */
export function rounded(value: number): number {
  const below = Math.floor(value);
  const isHalf = value - below === 0.5;
  return isHalf ? below + Math.abs(below % 2) : Math.round(value);
}

export function toText(value: Value, delimiter = ''): string {
  switch (value.type) {
    case 'text':
      return value.value;
    case 'integer':
    case 'boolean':
      return String(value.value);
    case 'real':
      return shownReal(value.value);
    case 'date':
      return longDate(value.value);
    case 'list':
      return value.items.map((item) => toText(item, delimiter)).join(delimiter);
    case 'constant':
    case 'class':
      return value.name;
    case 'file':
      return toHfs(value.posixPath);
    case 'missing value':
      return 'missing value';
    case 'record':
    case 'reference':
      throw cannotMake(display(value, 'source'), 'Unicode text');
    default:
      return value satisfies never;
  }
}

export function toNumber(value: Value): number {
  if (value.type === 'integer' || value.type === 'real') return value.value;
  if (value.type === 'boolean') return value.value ? 1 : 0;
  if (value.type === 'list' && value.items.length === 1 && value.items[0] !== undefined)
    return toNumber(value.items[0]);
  if (value.type === 'text' && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(value.value))
    return Number(value.value);
  if (value.type === 'constant') {
    const name = value.name.toLowerCase();
    const place = Math.max(monthNames.indexOf(name), weekdayNames.indexOf(name));
    if (place >= 0) return place + 1;
  }
  throw cannotMake(display(value, 'source'), 'number');
}

export const monthNames =
  'january february march april may june july august september october november december'.split(' ');

export const weekdayNames = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

export function toBoolean(value: Value): boolean {
  if (value.type === 'boolean') return value.value;
  if (value.type === 'integer' || value.type === 'real') return value.value !== 0;
  if (value.type === 'text' && /^(?:true|false)$/i.test(value.value))
    return value.value.toLowerCase() === 'true';
  if (value.type === 'constant' && (value.name === 'yes' || value.name === 'no')) return value.name === 'yes';
  throw cannotMake(display(value, 'source'), 'boolean');
}

/** `/Users/me/a.pdf` as the disk names paths: `Macintosh HD:Users:me:a.pdf`. */
const toHfs = (posix: string): string =>
  `Macintosh HD${posix.replaceAll(':', '\u0000').replaceAll('/', ':').replaceAll('\u0000', '/')}`;

const fromHfs = (path: string): string =>
  path.startsWith('/') ? path : `/${path.split(':').slice(1).join('/')}`;
