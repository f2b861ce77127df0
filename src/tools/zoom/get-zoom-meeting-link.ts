import { z } from 'zod';
import { inWords, readDateTime } from '../date-time.ts';
import { argument, defineTool } from '../tool.ts';

export const getZoomMeetingLink = defineTool({
  name: 'get_zoom_meeting_link',
  description: 'Creates a Zoom meeting and returns its link.',
  app: 'Zoom',
  effect: 'creates',
  args: z.object({
    topic: argument(
      'title',
      z.string().trim().min(1, 'Say what the meeting is about.').describe('topic of the meeting'),
    ),
    start_time: argument('date-time', z.string().min(1, 'Say when it is.').describe('YYYY-MM-DD HH:MM:SS')),
    duration: argument(
      'minutes',
      z.number().int().positive('It must last at least a minute.').describe('minutes'),
    ),
    meeting_invitees: argument('email-person', z.array(z.string()).describe('email addresses')),
  }),
  run: async ({ topic, start_time, duration, meeting_invitees }, { zoom, signal, consent, undoable }) => {
    const start = readDateTime(start_time, 'start');
    await consent(`Make the Zoom meeting “${topic}”, ${inWords(start)}, ${duration} minutes?`);
    const meeting = { topic, start: start.date, durationMinutes: duration, invitees: meeting_invitees };
    const { id, joinUrl } = await zoom.createMeeting(meeting, { signal });
    undoable({ label: `the Zoom meeting “${topic}”`, data: { id, topic } });
    return joinUrl;
  },
  undo: async ({ id = '', topic = '' }, { zoom, signal }) => {
    await zoom.deleteMeeting(id, { signal });
    return `The Zoom meeting “${topic}” is cancelled.`;
  },
});
