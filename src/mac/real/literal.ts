import type { Parameter } from '../mac.ts';

/**
 * A parameter as AppleScript source that means exactly this value. The only place where source is written from data:
 * backslash and quote are escaped, so no text can end its own literal.
 */
export function literal(parameter: Parameter): string {
  if (typeof parameter === 'string') return textLiteral(parameter);
  if (typeof parameter === 'boolean') return String(parameter);
  if (typeof parameter === 'number') {
    if (!Number.isFinite(parameter)) throw new RangeError(`${parameter} is no number AppleScript knows.`);
    return String(parameter);
  }
  return `{${parameter.map(literal).join(', ')}}`;
}

const textLiteral = (text: string): string =>
  `"${text
    .toWellFormed()
    .replaceAll('\u0000', '') // a process cannot be given one
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\r\n', '\\n')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\n')}"`;
