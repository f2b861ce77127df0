import { callsRead } from '../../../plan/call.ts';
import { resultInWords } from './call-in-words.ts';
import type { Row } from './view.ts';

/** The few words at the end of a row: what came of the call, or what it waits for. */
export function outcomeInWords(row: Row, rows: readonly Row[]): string {
  switch (row.status) {
    case 'waiting':
      return waitsFor(row, rows);
    case 'running':
      return row.message === '' ? 'working…' : row.message;
    case 'asking':
      return row.question?.kind === 'choose' ? `${row.question.choices.length} fit` : 'needs you';
    case 'done':
      return doneInWords(row);
    case 'failed':
      return failures[row.code] ?? 'failed';
    case 'skipped':
      return 'not done';
    default:
      return row.status satisfies never;
  }
}

function waitsFor({ call }: Row, rows: readonly Row[]): string {
  const calls = rows.map((one) => one.call);
  const open = callsRead(call.args).flatMap((id) =>
    rows.filter((row) => row.call.id === id && row.status !== 'done').map((row) => row.call),
  );
  const [first] = open;
  return first === undefined ? '' : `waits for ${resultInWords(first, calls)}`;
}

function doneInWords({ call, observation }: Row): string {
  switch (call.tool) {
    case 'get_phone_number':
    case 'get_email_address':
      return observation;
    case 'open_and_get_file_path':
      return observation.split('/').at(-1) ?? observation;
    case 'get_zoom_meeting_link':
      return observation.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\?.*$/, '');
    case 'maps_open_location':
    case 'maps_show_directions':
      return 'open in Maps';
    case 'open_note':
      return 'open in Notes';
    case 'summarize_pdf':
      return 'summarized';
    case 'compose_new_email':
    case 'reply_to_email':
    case 'forward_email':
      return 'draft open, not sent';
    case 'send_sms':
      return 'ready in Messages';
    case 'create_calendar_event':
    case 'create_note':
    case 'create_reminder':
      return 'created';
    case 'append_note_content':
      return 'added';
    default:
      return call.tool satisfies never;
  }
}

const failures: Readonly<Record<string, string>> = {
  'not-found': 'not found',
  'needs-answer': 'no answer',
  'bad-argument': 'unclear',
  'not-allowed': 'not allowed',
  'not-permitted': 'not permitted',
  'not-asked': 'not permitted yet',
  'no-accessibility': 'not permitted',
  'not-installed': 'no such app',
  'not-running': 'app not running',
  quit: 'app quit',
  locked: 'Mac is locked',
  'timed-out': 'took too long',
  mismatch: 'not as asked',
  refused: 'refused',
};
