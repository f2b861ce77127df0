import type { ToolName } from '../tools/names.ts';
import type { Effect } from '../tools/tool.ts';

/** What each tool does to the Mac, as the tools themselves say, for those who do not load the tools. */
export const effectOfTool: Readonly<Record<ToolName, Effect>> = {
  create_calendar_event: 'creates',
  get_phone_number: 'reads',
  get_email_address: 'reads',
  open_and_get_file_path: 'reads',
  summarize_pdf: 'reads',
  compose_new_email: 'opens-draft',
  reply_to_email: 'opens-draft',
  forward_email: 'opens-draft',
  maps_open_location: 'reads',
  maps_show_directions: 'reads',
  create_note: 'creates',
  open_note: 'reads',
  append_note_content: 'creates',
  create_reminder: 'creates',
  send_sms: 'opens-draft',
  get_zoom_meeting_link: 'creates',
};
