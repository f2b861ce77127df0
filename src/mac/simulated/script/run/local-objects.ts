import { ScriptError, type Value } from '../../values.ts';
import { toNumber, toText } from '../coerce.ts';
import { dateProperty, setDateProperty } from '../dates.ts';
import { display } from '../display.ts';
import { cannotGet, className, integer, list, text } from '../values.ts';

/** Properties and elements of values that are the script's own: texts, lists, records, dates. */

/** `name of value`. Throws ScriptError -1728 when it has none. */
export function localProperty(value: Value, name: string): Value {
  if (name === 'class') return { type: 'class', name: className(value) };
  if (name === 'contents') return value;
  const found = ownProperty(value, name);
  if (found === undefined) throw cannotGet(`${name} of ${display(value, 'source')}`);
  return found;
}

function ownProperty(value: Value, name: string): Value | undefined {
  switch (value.type) {
    case 'record':
      return value.fields.get(name) ?? (name === 'length' ? integer(value.fields.size) : undefined);
    case 'list':
      if (name === 'length') return integer(value.items.length);
      if (name === 'rest') return list(value.items.slice(1));
      return name === 'reverse' ? list(value.items.toReversed()) : undefined;
    case 'text':
      if (name === 'length') return integer([...value.value].length);
      if (name === 'id') {
        const points = [...value.value].map((character) => integer(character.codePointAt(0) ?? 0));
        return points.length === 1 && points[0] !== undefined ? points[0] : list(points);
      }
      if (name === 'quoted form') return text(`'${value.value.replaceAll("'", "'\\''")}'`);
      if (name === 'text') return value;
      return undefined;
    case 'date':
      return dateProperty(value.value, name);
    case 'file':
      return name === 'posix path' ? text(value.posixPath) : undefined;
    default:
      return undefined;
  }
}

/** `set name of value to …`. Throws ScriptError -10006 where that cannot be. */
export function setLocalProperty(owner: Value, name: string, value: Value): void {
  if (owner.type === 'record') {
    owner.fields.set(name, value);
    return;
  }
  if (owner.type === 'date' && setDateProperty(owner.value, name, value)) return;
  throw new ScriptError(
    -10006,
    `Can’t set ${name} of ${display(owner, 'source')} to ${display(value, 'source')}.`,
  );
}

/** The elements of a class in a text or list: items, characters, words, paragraphs, text items. */
export function localElements(value: Value, elementClass: string, delimiter: string): Value[] {
  if (value.type === 'list') {
    if (elementClass === 'item') return value.items;
    return value.items.filter(
      (item) => className(item) === elementClass || (elementClass === 'text' && item.type === 'text'),
    );
  }
  if (value.type === 'record' && elementClass === 'item') return [...value.fields.values()];
  const whole = toText(value);
  switch (elementClass) {
    case 'character':
    case 'item':
    case 'text':
      return [...whole].map(text);
    case 'word':
      return (whole.match(/[\p{L}\p{N}'’_]+/gu) ?? []).map(text);
    case 'paragraph':
      return whole.split(/\r\n|\r|\n/).map(text);
    case 'text item':
      return (delimiter === '' ? [...whole] : whole.split(delimiter)).map(text);
    default:
      throw cannotGet(`${elementClass} of ${display(value, 'source')}`);
  }
}

/** One element by its index; negative counts from the end. Throws ScriptError -1728 beyond the ends. */
export function localElement(value: Value, elementClass: string, index: Value, delimiter: string): Value {
  const elements = localElements(value, elementClass, delimiter);
  const at = toNumber(index);
  const found = elements[at < 0 ? elements.length + at : at - 1];
  if (found === undefined) throw cannotGet(`${elementClass} ${at} of ${display(value, 'source')}`);
  return found;
}

/** `items 2 thru 3 of`, `text 1 thru 3 of`: a list of elements, or for `text` the text they make. */
export function localRange(
  value: Value,
  elementClass: string,
  from: Value,
  to: Value,
  delimiter: string,
): Value {
  const elements = localElements(value, elementClass, delimiter);
  const [first, last] = [from, to].map((index) => {
    const at = toNumber(index);
    return at < 0 ? elements.length + at : at - 1;
  });
  if (
    first === undefined ||
    last === undefined ||
    first < 0 ||
    last < 0 ||
    first >= elements.length ||
    last >= elements.length
  ) {
    throw cannotGet(`${elementClass} ${toNumber(from)} thru ${toNumber(to)} of ${display(value, 'source')}`);
  }
  const taken = elements.slice(Math.min(first, last), Math.max(first, last) + 1);
  return elementClass === 'text' ? text(taken.map((piece) => toText(piece)).join('')) : list(taken);
}

/** `set item 2 of value to …`. */
export function setLocalItem(owner: Value, index: Value, value: Value): void {
  const at = toNumber(index);
  if (owner.type !== 'list')
    throw new ScriptError(-10006, `Can’t set item ${at} of ${display(owner, 'source')}.`);
  const place = at < 0 ? owner.items.length + at : at - 1;
  if (place < 0 || place >= owner.items.length)
    throw new ScriptError(-1719, `Can’t get item ${at} of ${display(owner, 'source')}. Invalid index.`);
  owner.items[place] = value;
}
