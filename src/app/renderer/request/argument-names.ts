import type { ToolName } from '../../../tools/names.ts';

/** What each argument is called where the user edits it, in the order of the tool's signature. */
export const argumentNames: Readonly<Record<ToolName, readonly string[]>> = {
  create_calendar_event: ['Title', 'Starts', 'Ends', 'Place', 'Invitees', 'Notes', 'Calendar'],
  get_phone_number: ['Name'],
  get_email_address: ['Name'],
  open_and_get_file_path: ['File'],
  summarize_pdf: ['PDF'],
  compose_new_email: ['To', 'Cc', 'Subject', 'About', 'Files'],
  reply_to_email: ['Cc', 'About', 'Files'],
  forward_email: ['To', 'Cc', 'About', 'Files'],
  maps_open_location: ['Place'],
  maps_show_directions: ['From', 'To', 'By'],
  create_note: ['Title', 'Text', 'Folder'],
  open_note: ['Title', 'Folder'],
  append_note_content: ['Note', 'Text', 'Folder'],
  create_reminder: ['Reminder', 'Due', 'Notes', 'List', 'Priority', 'All day'],
  send_sms: ['To', 'Message'],
  get_zoom_meeting_link: ['Topic', 'Starts', 'Minutes', 'Invitees'],
};

/** What can be chosen for arguments that know only a few values: the value as it is edited, and in words. */
export const argumentChoices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  By: { d: 'Car', w: 'Foot', r: 'Public transport' },
  Priority: { 0: 'None', 1: 'High', 5: 'Medium', 9: 'Low' },
  'All day': { true: 'Yes', false: 'No' },
};
