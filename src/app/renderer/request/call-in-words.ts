import { type Argument, type Call, isList, isText, type Text } from '../../../plan/call.ts';

/** A call as the window shows it: what it does, and with what. */
export interface CallInWords {
  readonly title: string;
  /** The rest of what it will do; may be "". */
  readonly detail: string;
}

/** Says what a call does, results of other calls named for what they are: "the link", "Sid". */
export function callInWords(
  call: Call,
  calls: readonly Call[],
  { locale }: { locale?: string } = {},
): CallInWords {
  const say = (at: number): string => argumentInWords(call.args[at], calls);
  const people = (at: number): string => listInWords(call.args[at], calls);
  const quoted = (at: number): string => (say(at) === '' ? '' : `“${say(at)}”`);
  const to = (at: number): string => (people(at) === '' ? '' : ` to ${people(at)}`);
  const when = (at: number, end?: number): string =>
    whenInWords(say(at), end === undefined ? '' : say(end), locale);
  const detail = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
  switch (call.tool) {
    case 'get_phone_number':
      return { title: `Look up ${possessive(say(0))} number`, detail: '' };
    case 'get_email_address':
      return { title: `Look up ${possessive(say(0))} address`, detail: '' };
    case 'open_and_get_file_path':
      return { title: `Find and open ${quoted(0)}`, detail: '' };
    case 'summarize_pdf':
      return { title: `Summarize ${say(0)}`, detail: '' };
    case 'create_calendar_event':
      return {
        title: `Put ${quoted(0)} in the calendar`,
        detail: detail(when(1, 2), say(3), people(4) === '' ? '' : `with ${people(4)}`, say(5)),
      };
    case 'compose_new_email':
      return {
        title: `Draft a mail${to(0)}`,
        detail: detail(
          quoted(2),
          say(3) === say(2) ? '' : say(3),
          people(1) === '' ? '' : `cc ${people(1)}`,
          attached(people(4)),
        ),
      };
    case 'reply_to_email':
      return { title: 'Draft a reply to the selected mail', detail: detail(say(1), attached(people(2))) };
    case 'forward_email':
      return { title: `Forward the selected mail${to(0)}`, detail: detail(say(2), attached(people(3))) };
    case 'maps_open_location':
      return { title: `Show ${say(0)} in Maps`, detail: '' };
    case 'maps_show_directions':
      return {
        title: `Directions to ${say(1)}`,
        detail: detail(say(0) === '' ? 'from here' : `from ${say(0)}`, transports[say(2)] ?? ''),
      };
    case 'create_note':
      return { title: `Create the note ${quoted(0)}`, detail: detail(say(1), say(2) && `in “${say(2)}”`) };
    case 'open_note':
      return { title: `Open the note ${quoted(0)}`, detail: detail(say(1) && `in “${say(1)}”`) };
    case 'append_note_content':
      return { title: `Add to the note ${quoted(0)}`, detail: detail(say(1), say(2) && `in “${say(2)}”`) };
    case 'create_reminder':
      return {
        title: `Remind me: ${say(0)}`,
        detail: detail(when(1), say(2), say(3) && `in “${say(3)}”`, priorities[Number(call.args[4])] ?? ''),
      };
    case 'send_sms':
      return { title: `Text ${people(0) === '' ? 'a message' : people(0)}`, detail: quoted(1) };
    case 'get_zoom_meeting_link':
      return {
        title: `Create the Zoom meeting ${quoted(0)}`,
        detail: detail(
          when(1),
          typeof call.args[2] === 'number' ? `${call.args[2]} min` : '',
          people(3) === '' ? '' : `with ${people(3)}`,
        ),
      };
    default:
      return call.tool satisfies never;
  }
}

/** What the result of a call is, where another call reads it: "the link", "Sid". */
export function resultInWords(call: Call | undefined, calls: readonly Call[]): string {
  if (call === undefined) return 'the result';
  const say = (at: number): string => argumentInWords(call.args[at], calls);
  switch (call.tool) {
    case 'get_phone_number':
    case 'get_email_address':
      return capital(say(0).replace(/^my\s+/i, ''));
    case 'open_and_get_file_path':
      return `the file “${say(0)}”`;
    case 'summarize_pdf':
      return 'the summary';
    case 'maps_open_location':
      return 'the place';
    case 'maps_show_directions':
      return 'the directions';
    case 'open_note':
      return `the note “${say(0)}”`;
    case 'get_zoom_meeting_link':
      return 'the Zoom link';
    case 'create_calendar_event':
    case 'compose_new_email':
    case 'reply_to_email':
    case 'forward_email':
    case 'create_note':
    case 'append_note_content':
    case 'create_reminder':
    case 'send_sms':
      return 'the result';
    default:
      return call.tool satisfies never;
  }
}

const transports: Readonly<Record<string, string>> = { d: 'by car', w: 'on foot', r: 'by public transport' };
const priorities: Readonly<Record<number, string>> = {
  1: 'high priority',
  5: 'medium priority',
  9: 'low priority',
};

const attached = (files: string): string => (files === '' ? '' : `with ${files}`);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const possessive = (name: string): string => {
  const shown = capital(name.replace(/^my\s+/i, ''));
  return shown === '' ? 'somebody’s' : `${shown}’${shown.endsWith('s') ? '' : 's'}`;
};

function argumentInWords(argument: Argument | undefined, calls: readonly Call[]): string {
  if (argument === undefined) return '';
  if (isList(argument)) return listInWords(argument, calls);
  return isText(argument) ? textInWords(argument, calls) : String(argument);
}

function listInWords(argument: Argument | undefined, calls: readonly Call[]): string {
  if (argument === undefined || !isList(argument)) return argumentInWords(argument, calls);
  const words = argument.map((item) => textInWords(item, calls));
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

const textInWords = ({ pieces }: Text, calls: readonly Call[]): string =>
  pieces
    .map((piece) =>
      typeof piece === 'string'
        ? piece
        : resultInWords(
            calls.find(({ id }) => id === piece.call),
            calls,
          ),
    )
    .join('')
    .trim();

const written = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):\d\d)?$/;

/** "Tue, Nov 24, 15:00 – 16:00" of times as plans write them; what is no such time stays as it is. */
export function whenInWords(start: string, end: string, locale?: string): string {
  const from = moment(start);
  if (from === undefined) return start;
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', month: 'short', day: 'numeric' });
  const both = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  if (!from.timed) return day.format(from.date);
  const to = moment(end);
  return to === undefined ? both.format(from.date) : both.formatRange(from.date, to.date);
}

function moment(text: string): { date: Date; timed: boolean } | undefined {
  const found = written.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute] = found;
  const date = new Date(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0));
  return { date, timed: hour !== undefined };
}
