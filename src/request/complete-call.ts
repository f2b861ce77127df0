import { type Argument, type Call, isEmptyText, isList, isText, type Text, text } from '../plan/call.ts';
import { sentenceCase } from '../text/sentence-case.ts';
import type { ToolName } from '../tools/names.ts';
import { subjectOf } from '../writing/subject.ts';
import { resolveEnd, resolveMinutes } from './durations.ts';
import { type UserRequest, writtenClock } from './request.ts';
import { type Problem, plainWords } from './resolve-arguments.ts';
import { lastDay, saidEnd, saidLastDay } from './said-end.ts';

/** An event whose length nobody stated lasts an hour. In minutes. */
const usualMinutes = 60;
/** The hour a day stands for where a time is needed: an event "on Friday". */
const usualStart = '09:00:00';
/** A new note's name has at most so many words of its text. */
const nameWords = 6;

interface Draft {
  readonly args: Argument[];
  readonly problems: Problem[];
  readonly request: UserRequest;
  readonly earlier: readonly Call[];
}

/** Fills in what the request left to convention: ends, lengths, titles, subjects. Reports what it cannot do without. */
export function completeCall(
  call: Call,
  request: UserRequest,
  earlier: readonly Call[],
): { call: Call; problems: readonly Problem[] } {
  const draft: Draft = { args: [...call.args], problems: [], request, earlier };
  rules[call.tool]?.(draft);
  return { call: { ...call, args: draft.args }, problems: draft.problems };
}

const rules: { readonly [Name in ToolName]?: (draft: Draft) => void } = {
  create_calendar_event(draft) {
    if (isNone(draft, 0)) draft.args[0] = meetingTitle(draft, 4);
    if (isNone(draft, 1)) {
      draft.problems.push({
        argument: 'start_date',
        message: 'When is it? There is no date or time in the request.',
      });
      return;
    }
    if (takesWholeDays(draft)) return;
    const start = startOf(draft, 1, 'start_date');
    if (start === undefined) return;
    const said = wordsAt(draft, 2);
    if (said === undefined) return;
    const unsaid = () => saidEnd(draft.request.query, { title: wordsAt(draft, 0) ?? '', start });
    const end =
      said === ''
        ? (unsaid() ?? new Date(start.getTime() + usualMinutes * 60_000))
        : (resolveEnd(said, start) ?? unsaid());
    if (end === undefined) draft.problems.push(unclear('end_date', said));
    else draft.args[2] = text(writtenClock(end));
  },
  create_reminder(draft) {
    if (isNone(draft, 0) && !isNone(draft, 2)) {
      draft.args[0] = draft.args[2] ?? text();
      draft.args[2] = text();
    }
    if (isNone(draft, 0)) {
      draft.problems.push({
        argument: 'name',
        message: 'What is the reminder for? The request does not say.',
      });
    }
    const due = wordsAt(draft, 1);
    if (due === undefined) return;
    if (due !== '' && !written.test(due)) draft.problems.push(unclear('due_date', due));
    draft.args[5] = /^\d{4}-\d\d-\d\d$/.test(due);
  },
  get_zoom_meeting_link(draft) {
    if (isNone(draft, 0)) draft.args[0] = meetingTitle(draft, 3);
    if (isNone(draft, 1)) draft.args[1] = text(writtenClock(nextHalfHour(draft.request.now)));
    const start = startOf(draft, 1, 'start_time');
    const length = draft.args[2];
    if (length === undefined || !isText(length)) {
      if (length === undefined || length === 0) draft.args[2] = unsaidMinutes(draft, start);
      return;
    }
    const said = plainWords(length) ?? '';
    const end = start === undefined || said === '' ? undefined : resolveEnd(said, start);
    const untilEnd =
      end === undefined || start === undefined
        ? undefined
        : Math.round((end.getTime() - start.getTime()) / 60_000);
    const minutes =
      said === ''
        ? unsaidMinutes(draft, start)
        : /[a-z]/i.test(said)
          ? (resolveMinutes(said) ?? untilEnd)
          : untilEnd;
    if (minutes === undefined) draft.problems.push(unclear('duration', said));
    draft.args[2] = minutes ?? usualMinutes;
  },
  create_note(draft) {
    if (isNone(draft, 0)) draft.args[0] = text(nameFrom(draft.args[1]));
  },
  compose_new_email(draft) {
    const context = draft.args[3];
    if (isNone(draft, 2) && context !== undefined && isText(context)) {
      const said = spokenPart(context);
      const carried = [...context.pieces, ...listAt(draft, 4).flatMap(({ pieces }) => pieces)];
      // a mail of nothing stays so: the user is asked what it should say
      if (said !== '' || carried.length > 0) {
        draft.args[2] = text(
          (said === '' ? subjectOfCarried(carried, draft.earlier) : undefined) ?? subjectOf(said),
        );
      }
    }
    if (isNone(draft, 3) && !isNone(draft, 2)) {
      const subject = draft.args[2];
      if (subject !== undefined && listAt(draft, 4).length === 0) draft.args[3] = subject;
    }
  },
};

/** The length of a meeting the plan gives none for: what the request tells, or an hour. In minutes. */
function unsaidMinutes(draft: Draft, start: Date | undefined): number {
  const title = wordsAt(draft, 0) ?? '';
  const end = start === undefined ? undefined : saidEnd(draft.request.query, { title, start });
  return start === undefined || end === undefined
    ? usualMinutes
    : Math.round((end.getTime() - start.getTime()) / 60_000);
}

const written = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?$/;

const wholeDay = /\b(?:all[- ]day|(?:the )?(?:whole|entire|full) day)\b/i;

/** An event from one day to another, or one that is to last the whole day, has days for its start and end. */
function takesWholeDays(draft: Draft): boolean {
  const first = wordsAt(draft, 1);
  if (first === undefined || !/^\d{4}-\d\d-\d\d$/.test(first)) return false;
  const start = new Date(`${first}T00:00`);
  const { query } = draft.request;
  const last = lastDay(wordsAt(draft, 2) ?? '', start) ?? saidLastDay(query, start);
  if (last === undefined && !wholeDay.test(query)) return false;
  draft.args[2] = text(last === undefined ? first : writtenClock(last).slice(0, 10));
  return true;
}

const unclear = (argument: string, said: string): Problem => ({
  argument,
  message: `I could not tell when “${said}” is.`,
});

const isNone = ({ args }: Draft, at: number): boolean => {
  const argument = args[at];
  if (argument === undefined) return true;
  if (isList(argument)) return argument.length === 0;
  return isText(argument) ? isEmptyText(argument) : argument === 0;
};

/** The words at a place; undefined when they refer to another call. */
function wordsAt({ args }: Draft, at: number): string | undefined {
  const argument = args[at];
  return argument === undefined || !isText(argument) ? '' : plainWords(argument);
}

const listAt = ({ args }: Draft, at: number): readonly Text[] => {
  const argument = args[at];
  return argument !== undefined && isList(argument) ? argument : [];
};

/** What a mail is about that only carries what another call returned: "Summary of Survey", "Directions to Salem". */
function subjectOfCarried(pieces: Text['pieces'], earlier: readonly Call[]): string | undefined {
  for (const piece of pieces) {
    const source = typeof piece === 'string' ? undefined : earlier.find(({ id }) => id === piece.call);
    const subject = source === undefined ? undefined : subjectOfResult(source, earlier);
    if (subject !== undefined) return subject;
  }
  return undefined;
}

function subjectOfResult({ tool, args }: Call, earlier: readonly Call[]): string | undefined {
  const said = (at: number): string => {
    const argument = args[at];
    const words = argument === undefined || !isText(argument) ? '' : (plainWords(argument) ?? '');
    return words;
  };
  const title = (at: number): string => sentenceCase(said(at));
  switch (tool) {
    case 'open_and_get_file_path':
      return title(0).replace(/\.[A-Za-z0-9]{1,5}$/, '');
    case 'summarize_pdf': {
      const path = args[0];
      const file = path !== undefined && isText(path) ? subjectOfCarried(path.pieces, earlier) : undefined;
      return `Summary of ${(file ?? said(0)).replace(/^(?:The|My|Our)\b/, (word) => word.toLowerCase())}`;
    }
    case 'open_note':
    case 'get_zoom_meeting_link':
    case 'maps_open_location':
      return title(0);
    case 'maps_show_directions':
      return `Directions to ${said(1)}`;
    case 'get_phone_number':
      return `${title(0)}’s phone number`;
    case 'get_email_address':
      return `${title(0)}’s email address`;
    default:
      return undefined;
  }
}

/** The start in argument `at` as a local Date; a day alone gets the usual hour, written into the argument. */
function startOf(draft: Draft, at: number, argument: 'start_date' | 'start_time'): Date | undefined {
  const said = wordsAt(draft, at);
  if (said === undefined || said === '') return undefined;
  if (!written.test(said)) {
    draft.problems.push(unclear(argument, said));
    return undefined;
  }
  const moment = said.length === 10 ? `${said} ${usualStart}` : said;
  draft.args[at] = text(moment);
  return new Date(moment.replace(' ', 'T'));
}

/** "Meeting with Ana and Bo", of the invitees' names; "Meeting" with none. */
function meetingTitle({ args, earlier }: Draft, invitees: number): Text {
  const list = args[invitees];
  const names =
    list === undefined || !isList(list) ? [] : list.flatMap((invitee) => nameOf(invitee, earlier));
  if (names.length === 0) return text('Meeting');
  const last = names.at(-1) ?? '';
  return text(`Meeting with ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`}`);
}

function nameOf({ pieces }: Text, earlier: readonly Call[]): string[] {
  const [piece] = pieces;
  if (typeof piece === 'string' || piece === undefined) return piece === undefined ? [] : [piece];
  const looked = earlier.find(({ id }) => id === piece.call);
  const name = looked?.args[0];
  if (looked?.tool !== 'get_email_address' || name === undefined || !isText(name)) return [];
  const words = plainWords(name)?.replace(/^my\s+/i, '') ?? '';
  return words === '' ? [] : [words.charAt(0).toUpperCase() + words.slice(1)];
}

function nextHalfHour(now: Date): Date {
  const next = new Date(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours(), now.getMinutes());
  next.setMinutes(now.getMinutes() < 30 ? 30 : 60);
  return next;
}

function nameFrom(content: Argument | undefined): string {
  if (content === undefined || !isText(content)) return 'Note';
  const words = spokenPart(content)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return 'Note';
  const name = words
    .slice(0, nameWords)
    .join(' ')
    .replace(/[\s,;:.!?]+$/, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The words of a text, what other calls return left out. */
const spokenPart = ({ pieces }: Text): string =>
  pieces
    .filter((piece) => typeof piece === 'string')
    .join(' ')
    .trim();
