import type { ToolName } from '../tools/names.ts';
import type { ToolApp } from '../tools/tool.ts';

/** The app each tool works in, as the tools themselves say, for those who do not load the tools. */
export const appOfTool: Readonly<Record<ToolName, ToolApp>> = {
  create_calendar_event: 'Calendar',
  get_phone_number: 'Contacts',
  get_email_address: 'Contacts',
  open_and_get_file_path: 'Files',
  summarize_pdf: 'Files',
  compose_new_email: 'Mail',
  reply_to_email: 'Mail',
  forward_email: 'Mail',
  maps_open_location: 'Maps',
  maps_show_directions: 'Maps',
  create_note: 'Notes',
  open_note: 'Notes',
  append_note_content: 'Notes',
  create_reminder: 'Reminders',
  send_sms: 'Messages',
  get_zoom_meeting_link: 'Zoom',
};
