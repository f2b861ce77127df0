import { z } from 'zod';
import { readDateTime } from '../date-time.ts';
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
  run: async ({ topic, start_time, duration, meeting_invitees }, { zoom, signal }) =>
    zoom.createMeeting(
      {
        topic,
        start: readDateTime(start_time, 'start').date,
        durationMinutes: duration,
        invitees: meeting_invitees,
      },
      { signal },
    ),
});
