import { type ToolName, toolNames } from '../tools/names.ts';
import { type Parameter, parameters, type Tool } from '../tools/tool.ts';
import type { Argument, Call, Text } from './call.ts';
import { nearestName } from './nearest-name.ts';
import { readValues, type Value, ValueError } from './values.ts';

/** What is wrong with a line of a plan, as data. */
export interface PlanError {
  /** 1-based, in the model's text. */
  readonly line: number;
  readonly text: string;
  /** What is wrong, and what would be right. */
  readonly message: string;
}

export type PlanItem =
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'thought'; readonly text: string }
  | { readonly type: 'join' }
  | { readonly type: 'error'; readonly error: PlanError };

export interface PlanParser {
  /** Takes the next piece of the model's text; returns what has become complete with it. */
  push(piece: string): PlanItem[];
  /** The text has ended: reads what stands in the last line. */
  end(): PlanItem[];
}

/** A line longer than this is no call anybody could want; it is reported, not read. In characters. */
const longestLine = 50_000;

/**
 * Reads the plan language as it is written, a call the moment its line is complete. `strict` reads our own plans
 * exactly; `lenient` reads what published models write: thoughts, `${1}`, single quotes, `None`, keyword arguments,
 * missing numbers and arguments, missing or doubled `join()`, calls over several lines, text around it. After `join()` nothing is read.
 */
export function createPlanParser(
  tools: readonly Tool[],
  { style }: { style: 'strict' | 'lenient' },
): PlanParser {
  const signatures = new Map<string, readonly Parameter[]>(
    tools.map((tool) => [tool.name, parameters(tool)]),
  );
  /** Written number to our id: models skip and repeat numbers. */
  const ids = new Map<number, number>();
  let rest = '';
  /** A call whose quotes or brackets are still open, so that it may go on in the next line; lenient only. */
  let open = '';
  let line = 0;
  let calls = 0;
  let joined = false;

  function readLine(raw: string): PlanItem[] {
    if (open !== '') {
      const begins = !joined && beginsCall(raw);
      const whole = begins ? open : `${open}\n${raw}`;
      open = '';
      if (begins) return [...readWhole(whole), ...readLine(raw)];
      return readLine(whole);
    }
    if (style === 'lenient' && !joined && beginsCall(raw) && isOpen(raw) && raw.length <= longestLine) {
      open = raw;
      return [];
    }
    return readWhole(raw);
  }

  const beginsCall = (raw: string): boolean => {
    const name = lenientHead.exec(raw.trimStart())?.[2];
    return name !== undefined && (signatures.has(name) || name === 'join');
  };

  /** A line, or the lines of one call; errors name the last of them. */
  function readWhole(raw: string): PlanItem[] {
    line += raw.split('\n').length;
    if (joined) return [];
    const ended = raw.includes('<END_OF_PLAN>');
    const written = (ended ? raw.slice(0, raw.indexOf('<END_OF_PLAN>')) : raw).trim();
    const items = readContent(written);
    if (ended && !joined) {
      joined = true;
      items.push({ type: 'join' });
    }
    return items;
  }

  function readContent(written: string): PlanItem[] {
    if (written === '' || /^`{3}/.test(written)) return [];
    const error = (message: string): PlanItem[] => [
      { type: 'error', error: { line, text: written, message } },
    ];
    if (written.length > longestLine)
      return error(`The line has ${written.length} characters; ${longestLine} are the most.`);
    const thought = /^Thought:\s*(.*)$/s.exec(written);
    if (thought !== null) return [{ type: 'thought', text: thought[1] ?? '' }];

    const shape = style === 'strict' ? /^(\d+)\. (\w+)\(/ : lenientHead;
    const head = shape.exec(written);
    if (head === null) {
      if (style === 'lenient' && /^(?:\d+\s*[.):]\s*)?(?:join|finish)\b/i.test(written)) {
        joined = true;
        return [{ type: 'join' }];
      }
      return style === 'lenient' && !written.includes('(')
        ? [{ type: 'thought', text: written }]
        : error('This is no call; one is written like 1. get_phone_number("Sid")');
    }
    const [opening, number, name = ''] = head;
    if (name === 'join' || (style === 'lenient' && /^(join|finish)$/i.test(name))) {
      joined = true;
      return [{ type: 'join' }];
    }
    const signature = signatures.get(name);
    if (signature === undefined) {
      const near = nearestName(name, [...signatures.keys()]);
      return error(`There is no tool ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`);
    }
    const id = calls + 1;
    if (style === 'strict' && Number(number) !== id)
      return error(`This call is number ${id}, not ${number}.`);
    try {
      const values = readValues(written.slice(opening.length), { lenient: style === 'lenient' });
      const args = bind(signature, values, style, (written) => ids.get(written));
      calls = id;
      ids.set(number === undefined ? id : Number(number), id);
      return [{ type: 'call', call: { id, tool: toolName(name), args } }];
    } catch (reason) {
      if (!(reason instanceof ValueError)) throw reason;
      return error(`${reason.message} ${name} takes (${signature.map((one) => one.name).join(', ')}).`);
    }
  }

  return {
    push(piece) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      return lines.flatMap(readLine);
    },
    end() {
      const last = rest;
      rest = '';
      const items = last === '' ? [] : readLine(last);
      const unfinished = open;
      open = '';
      return unfinished === '' ? items : [...items, ...readWhole(unfinished)];
    },
  };
}

const lenientHead = /^(?:[-*•]\s*)?(?:\$?(\d+)\s*[.):=]\s*)?(\w+)\s*\(/;

/** Whether a quote or a bracket of a call is still to be closed. Apostrophes within words are none. */
function isOpen(source: string): boolean {
  if (source.includes('<END_OF_PLAN>')) return false;
  let depth = 0;
  let quote = '';
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === '\\') at += 1;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') {
      depth -= 1;
      if (depth === 0) return false; // what stands behind the call is none of it
    }
  }
  return true;
}

/** Reads a whole plan. */
export function parsePlan(
  source: string,
  tools: readonly Tool[],
  { style }: { style: 'strict' | 'lenient' } = { style: 'strict' },
): { calls: Call[]; errors: PlanError[] } {
  const parser = createPlanParser(tools, { style });
  const items = [...parser.push(source), ...parser.end()];
  return {
    calls: items.flatMap((item) => (item.type === 'call' ? [item.call] : [])),
    errors: items.flatMap((item) => (item.type === 'error' ? [item.error] : [])),
  };
}

function toolName(name: string): ToolName {
  const found = toolNames.find((known) => known === name);
  if (found === undefined) throw new Error(`${name} is among the tools but not among their names.`);
  return found;
}

type Named = { readonly name: string | undefined; readonly value: Value };

/** Puts values in the places of the signature. Throws ValueError when there is no place, or in strict style none too few. */
function bind(
  signature: readonly Parameter[],
  values: readonly Named[],
  style: 'strict' | 'lenient',
  idOf: (written: number) => number | undefined,
): Argument[] {
  if (style === 'strict') {
    if (values.some(({ name }) => name !== undefined))
      throw new ValueError('Arguments are positional, without names.');
    if (values.length !== signature.length) {
      throw new ValueError(`There are ${values.length} arguments; ${signature.length} are right.`);
    }
  }
  const placed = new Map<string, Value>();
  values.forEach(({ name, value }, position) => {
    const target =
      name === undefined ? signature[position]?.name : signature.find((one) => one.name === name)?.name;
    if (target === undefined) {
      throw new ValueError(
        name === undefined ? 'There are too many arguments.' : `There is no argument ${name}.`,
      );
    }
    if (placed.has(target)) throw new ValueError(`${target} is given twice.`);
    placed.set(target, value);
  });
  return signature.map((parameter) => {
    const value = placed.get(parameter.name);
    return value === undefined ? notApplicable(parameter) : convert(value, parameter, style, idOf);
  });
}

export function notApplicable({ type, kind }: Parameter): Argument {
  switch (type) {
    case 'list':
      return [];
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'string':
      return { pieces: kind === 'transport' ? ['d'] : [] };
    default:
      return type satisfies never;
  }
}

function convert(
  value: Value,
  parameter: Parameter,
  style: 'strict' | 'lenient',
  idOf: (written: number) => number | undefined,
): Argument {
  const strict = style === 'strict';
  const wrong = (is: string) =>
    new ValueError(`${parameter.name} is ${is}; a ${inWords[parameter.type]} is right.`);
  if (value === null) {
    if (strict) throw wrong('None');
    return notApplicable(parameter);
  }
  switch (parameter.type) {
    case 'list': {
      if (!Array.isArray(value)) {
        if (strict) throw wrong('not a list');
        return value === '' || value === '[]' ? [] : [textOf(String(value), strict, idOf)];
      }
      return value.flatMap((item) => (item === null ? [] : [textOf(String(item), strict, idOf)]));
    }
    case 'string':
      if (strict && typeof value !== 'string') throw wrong('not in quotes');
      return textOf(
        Array.isArray(value) ? value.filter((item) => item !== null).join(', ') : String(value),
        strict,
        idOf,
      );
    case 'number': {
      const number = typeof value === 'string' && !strict ? Number.parseFloat(value) : value;
      if (typeof number === 'number' && Number.isFinite(number)) return number;
      if (strict) throw wrong(JSON.stringify(value));
      // A length in words ("half an hour") is put right later, with the request's other phrases.
      return typeof value === 'string' && value !== '' ? textOf(value, strict, idOf) : 0;
    }
    case 'boolean':
      if (typeof value === 'boolean') return value;
      if (strict) throw wrong(JSON.stringify(value));
      return typeof value === 'string' ? /^(true|yes|1)$/i.test(value) : value === 1;
    default:
      return parameter.type satisfies never;
  }
}

const inWords = {
  string: 'text in quotes',
  list: 'list',
  number: 'number',
  boolean: 'True or False',
} as const;

/** Splits a written text at `$n`; `\$` is a literal dollar sign, which `readValues` has left marked. */
function textOf(written: string, strict: boolean, idOf: (written: number) => number | undefined): Text {
  const pieces: (string | { call: number })[] = [];
  let from = 0;
  let plain = '';
  for (const match of written.matchAll(/\ue000|\$(?:\{(\d+)\}|(\d+))/g)) {
    plain += written.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[0] === literalDollar) {
      plain += '$';
      continue;
    }
    const id = idOf(Number(match[1] ?? match[2]));
    if (id === undefined) {
      if (strict)
        throw new ValueError(`${match[0]} is not an earlier call; a dollar sign as text is written \\$.`);
      plain += match[0];
      continue;
    }
    if (plain !== '') pieces.push(plain);
    plain = '';
    pieces.push({ call: id });
  }
  plain += written.slice(from);
  if (plain !== '') pieces.push(plain);
  return { pieces };
}

/** Stands for an escaped dollar sign between `readValues` and `textOf`; a private character, taken out of all input. */
const literalDollar = '\ue000';
