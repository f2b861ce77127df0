import type { ScriptError, Specifier, Value } from '../values.ts';
import { longDate } from './dates.ts';

/** A value as osascript prints it: `-s h` for people (no quotes, lists flattened), `-s s` as source. */
export function display(value: Value, style: 'human' | 'source'): string {
  const source = style === 'source';
  switch (value.type) {
    case 'text':
      return source ? quoted(value.value) : value.value;
    case 'integer':
    case 'boolean':
      return String(value.value);
    case 'real':
      return shownReal(value.value);
    case 'missing value':
      return 'missing value';
    case 'date':
      return source ? `date ${quoted(longDate(value.value))}` : `date ${longDate(value.value)}`;
    case 'list': {
      const items = value.items.map((item) => display(item, style)).join(', ');
      return source ? `{${items}}` : items;
    }
    case 'record': {
      const fields = [...value.fields].map(([key, field]) => `${key}:${display(field, style)}`).join(', ');
      return source ? `{${fields}}` : fields;
    }
    case 'constant':
    case 'class':
      return value.name;
    case 'file':
      return `${value.kind} ${source ? quoted(value.posixPath) : value.posixPath}`;
    case 'reference':
      return displaySpecifier(value.specifier, style);
    default:
      return value satisfies never;
  }
}

/** Twelve digits; powers of ten from 10,000 on and below 0.0001 (AppleScript Language Guide, "real"). */
export function shownReal(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 10_000 || size <= 0.0001)) {
    const [digits = '', power = ''] = value.toExponential(11).split('e');
    const short = String(Number(digits));
    return `${short.includes('.') ? short : `${short}.0`}E${power}`;
  }
  const rounded = Number(value.toPrecision(12));
  return Number.isInteger(rounded) ? rounded.toFixed(1) : String(rounded);
}

/** `note id "x" of application "Notes"`. */
export function displaySpecifier(specifier: Specifier, style: 'human' | 'source' = 'source'): string {
  const quote = (text: string) => (style === 'source' ? quoted(text) : text);
  switch (specifier.form) {
    case 'application':
      return `application ${quote(specifier.app)}`;
    case 'it':
      return 'it';
    case 'property':
      return `${specifier.name}${ofContainer(specifier.of, style)}`;
    case 'insertion':
      return `${specifier.at}${specifier.at === 'after' || specifier.at === 'before' ? ` ${displaySpecifier(specifier.of, style)}` : ofContainer(specifier.of, style)}`;
    case 'element':
      return `${displaySelection(specifier, style)}${ofContainer(specifier.of, style)}`;
    default:
      return specifier satisfies never;
  }
}

const ofContainer = (container: Specifier, style: 'human' | 'source'): string =>
  container.form === 'it' ? '' : ` of ${displaySpecifier(container, style)}`;

function displaySelection(
  { className, select }: Extract<Specifier, { form: 'element' }>,
  style: 'human' | 'source',
): string {
  switch (select.by) {
    case 'every':
      return `every ${className}`;
    case 'some':
    case 'middle':
      return `${select.by} ${className}`;
    case 'index':
      return `${className} ${select.index}`;
    case 'name':
      return `${className} ${style === 'source' ? quoted(select.name) : select.name}`;
    case 'id':
      return `${className} id ${display(select.id, style)}`;
    case 'range':
      return `${className} ${select.from} thru ${select.to}`;
    case 'whose':
      return `every ${className} whose …`;
    default:
      return select satisfies never;
  }
}

const quoted = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;

/** The line osascript writes to standard error for an error: offsets, kind, message, number. */
export function executionErrorLine(error: ScriptError): string {
  const [start, end] = error.range ?? [0, 0];
  const kind = error.number === -2741 || error.number === -2740 ? 'syntax error' : 'execution error';
  return `${start}:${end}: ${kind}: ${error.message} (${error.number})`;
}
