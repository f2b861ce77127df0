import type { Answer } from '../events.ts';
import type { Outcomes } from '../execution/outcome.ts';
import { type Call, callsRead, isText, type Text } from '../plan/call.ts';
import type { ToolName } from '../tools/names.ts';
import type { ToolApp } from '../tools/tool.ts';

/** What a model read out of the results of these calls, told in the place of the first of them. */
export interface Judged {
  readonly calls: readonly number[];
  readonly text: string;
}

/**
 * Puts what the calls returned into words for the user, without a model: when all went well the tools' own
 * reports are the answer (LLMCompiler's join call costs as much as the plan). Only results nobody else used are
 * told; every failure is, and what it leaves behind.
 */
export function composeAnswer(
  calls: readonly Call[],
  outcomes: Outcomes,
  {
    misplanned,
    switchedOff,
    judged,
  }: {
    misplanned: readonly string[];
    /** Apps that the request called for and that the user has switched off. */
    switchedOff: readonly ToolApp[];
    judged?: Judged | undefined;
  },
): Pick<Answer, 'text' | 'status'> {
  if (calls.length === 0 && switchedOff.length > 0) {
    const which = switchedOff.length === 1 ? `${switchedOff[0]} is` : `${switchedOff.join(' and ')} are`;
    return { status: 'failed', text: `I cannot do that: ${which} switched off in the settings.` };
  }
  if (calls.length === 0) {
    return misplanned.length > 0
      ? { status: 'failed', text: `I could not make a plan for this. ${misplanned[0] ?? ''}`.trim() }
      : { status: 'nothing-to-do', text: cannotDo };
  }
  const used = new Set(calls.flatMap((call) => callsRead(call.args)));
  const usedWell = new Set(
    calls.flatMap((call) => (outcomes.get(call.id)?.status === 'observed' ? callsRead(call.args) : [])),
  );
  const told = calls.flatMap((call) => {
    const outcome = outcomes.get(call.id);
    if (judged?.calls.includes(call.id)) return call.id === judged.calls[0] ? [judged.text] : [];
    if (outcome?.status === 'failed') return [outcome.message];
    if (outcome?.status !== 'observed') return [];
    // what was made for a call that then failed is there all the same
    const isLeft = (outcome.undo ?? []).length > 0 && !usedWell.has(call.id);
    return isLeft || !used.has(call.id) ? [inWords(call, outcome.observation)] : [];
  });
  const undone = calls.filter((call) => outcomes.get(call.id)?.status === 'skipped');
  if (undone.length > 0)
    told.push(`So this was not done: ${undone.map(({ tool }) => undoneInWords[tool]).join('; ')}.`);
  told.push(...misplanned);
  const failed = misplanned.length > 0 || calls.some((call) => outcomes.get(call.id)?.status !== 'observed');
  return { status: failed ? 'failed' : 'done', text: told.join('\n') };
}

const cannotDo =
  'I cannot do that. I can work with mail, calendar, contacts, notes, reminders, messages, files, maps and Zoom.';

/** A bare value becomes a sentence; a status is one already. */
function inWords({ tool, args }: Call, observation: string): string {
  const said = (index: number) => spoken(args[index]);
  switch (tool) {
    case 'get_phone_number':
      return `${said(0)}’s phone number: ${observation}`;
    case 'get_email_address':
      return `${said(0)}’s email address: ${observation}`;
    case 'open_and_get_file_path':
      return `Opened ${observation}`;
    case 'maps_open_location':
      return `Maps shows ${said(0)}: ${observation}`;
    case 'maps_show_directions':
      return `Maps shows the way to ${said(1)}: ${observation}`;
    case 'get_zoom_meeting_link':
      return `Zoom meeting “${said(0)}”: ${observation}`;
    case 'open_note':
    case 'summarize_pdf':
    case 'create_calendar_event':
    case 'compose_new_email':
    case 'reply_to_email':
    case 'forward_email':
    case 'create_note':
    case 'append_note_content':
    case 'create_reminder':
    case 'send_sms':
      return observation;
    default:
      return tool satisfies never;
  }
}

/** The words of a text argument; results of other calls in it are left out. */
function spoken(argument: Call['args'][number] | undefined): string {
  if (argument === undefined || !isText(argument)) return '';
  return (argument satisfies Text).pieces
    .filter((piece) => typeof piece === 'string')
    .join('')
    .trim();
}

const undoneInWords: Record<ToolName, string> = {
  create_calendar_event: 'the calendar event',
  get_phone_number: 'looking up a phone number',
  get_email_address: 'looking up an email address',
  open_and_get_file_path: 'opening the file',
  summarize_pdf: 'the summary',
  compose_new_email: 'the email',
  reply_to_email: 'the reply',
  forward_email: 'forwarding the email',
  maps_open_location: 'showing the place',
  maps_show_directions: 'showing the way',
  create_note: 'the new note',
  open_note: 'opening the note',
  append_note_content: 'adding to the note',
  create_reminder: 'the reminder',
  send_sms: 'the text message',
  get_zoom_meeting_link: 'the Zoom meeting',
};
