import { type Argument, type Call, isEmptyText, isList, isText, type Text, text } from '../plan/call.ts';
import { type Parameter, parameters, type Tool } from '../tools/tool.ts';
import { completeCall } from './complete-call.ts';
import { emailAddressOf, phoneNumberOf } from './contact-points.ts';
import type { UserRequest } from './request.ts';
import { saidRange } from './said-end.ts';
import { resolveStart, resolveWhen, writtenWhen } from './when.ts';

/** What code could not make out of an argument; the call is then not run. */
export interface Problem {
  readonly argument: string;
  readonly message: string;
}

/**
 * Puts a call's arguments right, as they are shown and executed: dates and lengths are worked out against the
 * request's clock, spoken addresses and numbers written out, words for transport and priority coded, what was left
 * out filled in (`complete-call.ts`). What refers to other calls is left as it is. `earlier`: the calls before it.
 */
export function resolveArguments(
  call: Call,
  request: UserRequest,
  tools: readonly Tool[],
  earlier: readonly Call[],
): { call: Call; problems: readonly Problem[] } {
  const tool = tools.find(({ name }) => name === call.tool);
  if (tool === undefined) throw new Error(`There is no tool ${call.tool}.`);
  const all = parameters(tool);
  const args = all.map((parameter, index) => {
    const next = all[index + 1];
    return parameter.kind === 'date-time' && (next?.kind === 'end' || next?.kind === 'minutes')
      ? beginning(call.args[index], { title: call.args[0], end: call.args[index + 1] }, request)
      : resolveArgument(call.args[index], parameter, request);
  });
  const completed = completeCall({ ...call, args }, request, earlier);
  return { call: completed.call, problems: completed.problems };
}

/** When an event or a meeting begins: its end and its title may tell which half of the day is meant. */
function beginning(
  start: Argument | undefined,
  { title, end }: { title: Argument | undefined; end: Argument | undefined },
  { now, query }: UserRequest,
): Argument {
  const said = wordsOf(start);
  if (said === undefined) return start ?? text();
  const ends = wordsOf(end) ?? '';
  const hints = { end: ends, part: usualPart(wordsOf(title) ?? '') };
  const when = resolveStart(said, now, hints, ends === '' ? undefined : saidRange(query, ends));
  return when === undefined ? (start ?? text()) : text(writtenWhen(when));
}

const wordsOf = (argument: Argument | undefined): string | undefined =>
  argument === undefined ? '' : isText(argument) ? plainWords(argument) : undefined;

function usualPart(title: string): 'morning' | 'evening' | undefined {
  if (/\b(?:breakfast|sunrise)\b/i.test(title)) return 'morning';
  const late =
    /\b(?:dinner|supper|drinks|cocktails|party|movies?|film|cinema|concert|gig|opera|theat(?:re|er)|night)\b/i;
  return late.test(title) ? 'evening' : undefined;
}

const notApplicableWords = /^(?:none|null|n\/a|nil|undefined)$/i;

function resolveArgument(
  argument: Argument | undefined,
  { kind, type }: Parameter,
  request: UserRequest,
): Argument {
  if (argument === undefined)
    return type === 'list' ? [] : type === 'number' ? 0 : type === 'boolean' ? false : text();
  if (type === 'list') {
    const items = isList(argument) ? argument : [isText(argument) ? argument : text(String(argument))];
    return items.map((item) => resolveText(item, kind, request)).filter((item) => !isEmptyText(item));
  }
  const single = isList(argument)
    ? text(...argument.flatMap(({ pieces }, index) => (index === 0 ? pieces : [', ', ...pieces])))
    : argument;
  if (!isText(single))
    return kind === 'priority' && typeof single === 'number' ? nearestPriority(single) : single;
  const words = plainWords(single);
  if (type === 'boolean') return /^(?:true|yes|1)$/i.test(words ?? '');
  if (kind === 'priority') return priorityOf(words ?? '');
  return resolveText(single, kind, request);
}

function resolveText(value: Text, kind: Parameter['kind'], request: UserRequest): Text {
  const words = plainWords(value);
  if (words === undefined) return value;
  if (notApplicableWords.test(words.trim())) return text();
  switch (kind) {
    case 'email-person':
      return text(emailAddressOf(words) ?? bare(words));
    case 'phone-person':
      return text(phoneNumberOf(words) ?? bare(words));
    case 'date-time':
    case 'due': {
      const when = resolveWhen(words, request.now);
      return when === undefined ? value : text(writtenWhen(when));
    }
    case 'transport':
      return text(transportOf(words));
    case 'file-name':
    case 'file-path':
      return text(bare(words).replace(kindBeforeName, ''));
    case 'person':
    case 'note':
    case 'folder':
    case 'list':
    case 'calendar':
    case 'place':
      return text(bare(words));
    case 'title':
      return text(bare(words).replace(hanging, ''));
    case 'end':
    case 'minutes':
    case 'text':
    case 'priority':
    case 'flag':
      return value;
    default:
      return kind satisfies never;
  }
}

/** The words of a text without references; undefined when it has some. */
export function plainWords({ pieces }: Text): string | undefined {
  return pieces.every((piece) => typeof piece === 'string') ? pieces.join('') : undefined;
}

/** Without quotes around it and punctuation behind it. */
const bare = (words: string): string =>
  words
    .trim()
    .replace(/^["'“”‘’«»]+|["'“”‘’«»]+$/g, '')
    .replace(/[,;:!?]+$/, '')
    .trim();

/** "the photo" of "the photo holiday.png": a name with its extension needs no kind of file before it. */
const kindBeforeName =
  /^(?:the |my |a )?(?:file|document|doc|photo|picture|pic|image|pdf|spreadsheet|sheet|presentation|deck|video|screenshot)(?: called| named)? (?=\S+\.[a-z0-9]{2,5}$)/i;

/** What no title ends with, though a planner may point one word too far. */
const hanging = /(?:\s+(?:for|at|on|by|with|from|and|to))+$/i;

function transportOf(words: string): string {
  if (/\b(?:w|walk|walking|foot|stroll|hike)\b/i.test(words)) return 'w';
  if (/\b(?:r|bus|train|transit|tram|metro|subway|underground|tube|rail|public)\b/i.test(words)) return 'r';
  return 'd';
}

function priorityOf(words: string): number {
  if (/high|urgent|important|top|critical/i.test(words)) return 1;
  if (/medium|normal|middle/i.test(words)) return 5;
  if (/low/i.test(words)) return 9;
  return nearestPriority(Number.parseInt(words, 10) || 0);
}

/** Reminders knows none, high, medium and low. */
const nearestPriority = (value: number): number => (value <= 0 ? 0 : value <= 4 ? 1 : value === 5 ? 5 : 9);
