import type { ToolName } from './names.ts';

/** What a tool may ask its user about, in one place. */
export interface Asks {
  /** Arguments it cannot do without, and how the user is asked for each. */
  readonly required: readonly { readonly argument: string; readonly question: string }[];
  /** One of these must be given; the first is asked for. */
  readonly oneOf?: { readonly arguments: readonly [string, ...string[]]; readonly question: string };
  /** What is asked when several things fit what was said. */
  readonly chooses: readonly ('person' | 'note' | 'folder' | 'file' | 'calendar' | 'list')[];
}

/** The sixteen tools and what each may ask. Leave for an effect is asked besides, as the settings say. */
export const asks: Readonly<Record<ToolName, Asks>> = {
  create_calendar_event: {
    required: [
      { argument: 'title', question: 'What is the event called?' },
      { argument: 'start_date', question: 'When is it?' },
    ],
    chooses: ['person', 'calendar'],
  },
  get_phone_number: {
    required: [{ argument: 'name', question: 'Whose phone number?' }],
    chooses: ['person'],
  },
  get_email_address: {
    required: [{ argument: 'name', question: 'Whose email address?' }],
    chooses: ['person'],
  },
  open_and_get_file_path: {
    required: [{ argument: 'file_name', question: 'Which file?' }],
    chooses: ['file'],
  },
  summarize_pdf: { required: [{ argument: 'pdf_path', question: 'Which PDF?' }], chooses: ['file'] },
  compose_new_email: {
    required: [{ argument: 'recipients', question: 'Who is the email for?' }],
    oneOf: { arguments: ['context', 'subject', 'attachments'], question: 'What should the email say?' },
    chooses: ['person', 'file'],
  },
  reply_to_email: { required: [], chooses: ['person', 'file'] },
  forward_email: {
    required: [{ argument: 'recipients', question: 'Who should it be forwarded to?' }],
    chooses: ['person', 'file'],
  },
  maps_open_location: { required: [{ argument: 'location', question: 'Which place?' }], chooses: [] },
  maps_show_directions: {
    required: [{ argument: 'end_location', question: 'Where to?' }],
    chooses: [],
  },
  create_note: {
    required: [],
    oneOf: { arguments: ['content', 'name'], question: 'What should the note say?' },
    chooses: ['folder'],
  },
  open_note: { required: [{ argument: 'name', question: 'Which note?' }], chooses: ['note', 'folder'] },
  append_note_content: {
    required: [
      { argument: 'name', question: 'Which note?' },
      { argument: 'content', question: 'What should be added?' },
    ],
    chooses: ['note', 'folder'],
  },
  create_reminder: {
    required: [{ argument: 'name', question: 'What should I remind you of?' }],
    chooses: ['list'],
  },
  send_sms: {
    required: [
      { argument: 'recipients', question: 'Who is the message for?' },
      { argument: 'message', question: 'What should the message say?' },
    ],
    chooses: ['person'],
  },
  get_zoom_meeting_link: {
    required: [
      { argument: 'topic', question: 'What is the meeting about?' },
      { argument: 'start_time', question: 'When is it?' },
    ],
    chooses: ['person'],
  },
};
