import { createCalendarEvent } from './calendar/create-calendar-event.ts';
import { getEmailAddress } from './contacts/get-email-address.ts';
import { getPhoneNumber } from './contacts/get-phone-number.ts';
import { openAndGetFilePath } from './files/open-and-get-file-path.ts';
import { summarizePdf } from './files/summarize-pdf.ts';
import { composeNewEmail } from './mail/compose-new-email.ts';
import { forwardEmail } from './mail/forward-email.ts';
import { replyToEmail } from './mail/reply-to-email.ts';
import { mapsOpenLocation } from './maps/maps-open-location.ts';
import { mapsShowDirections } from './maps/maps-show-directions.ts';
import { sendSms } from './messages/send-sms.ts';
import type { ToolName } from './names.ts';
import { appendNoteContent } from './notes/append-note-content.ts';
import { createNote } from './notes/create-note.ts';
import { openNote } from './notes/open-note.ts';
import { createReminder } from './reminders/create-reminder.ts';
import type { Tool } from './tool.ts';
import { getZoomMeetingLink } from './zoom/get-zoom-meeting-link.ts';

/** The sixteen tools, in the classifier's label order. */
export const tools: readonly Tool[] = [
  createCalendarEvent,
  getPhoneNumber,
  getEmailAddress,
  openAndGetFilePath,
  summarizePdf,
  composeNewEmail,
  replyToEmail,
  forwardEmail,
  mapsOpenLocation,
  mapsShowDirections,
  createNote,
  openNote,
  appendNoteContent,
  createReminder,
  sendSms,
  getZoomMeetingLink,
];

const byName = new Map(tools.map((tool) => [tool.name, tool]));

/** Throws on a name that is none of the sixteen: our mistake, since plans name only tools there are. */
export function toolNamed(name: ToolName): Tool {
  const tool = byName.get(name);
  if (tool === undefined) throw new Error(`There is no tool ${name}.`);
  return tool;
}
