/** The sixteen tools, in the order of the ToolRAG classifier's outputs (TinyAgent, Erdogan et al., EMNLP 2024). */
export const toolNames = [
  'create_calendar_event',
  'get_phone_number',
  'get_email_address',
  'open_and_get_file_path',
  'summarize_pdf',
  'compose_new_email',
  'reply_to_email',
  'forward_email',
  'maps_open_location',
  'maps_show_directions',
  'create_note',
  'open_note',
  'append_note_content',
  'create_reminder',
  'send_sms',
  'get_zoom_meeting_link',
] as const;

export type ToolName = (typeof toolNames)[number];
