import { randomUUID } from 'node:crypto';
import type { AppModel } from '../model.ts';
import { toText } from '../script/coerce.ts';
import { isoOf } from '../script/dates.ts';
import { text } from '../script/values.ts';
import { ScriptError } from '../values.ts';
import type { World } from '../world.ts';

export const calendar = (world: World, now: () => Date): AppModel => ({
  name: 'Calendar',
  root: { calendars: world.calendars },
  get: { 'calendar.title': ({ data }) => text(String(data.name)) },
  set: {
    'calendar.title': ({ data }, value) => {
      data.name = toText(value);
    },
  },
  create: {
    calendar: () => ({ name: 'Untitled', writable: true, events: [] }),
    event: () => {
      const start = new Date(now());
      start.setMinutes(0, 0, 0);
      return {
        uid: randomUUID().toUpperCase(),
        summary: 'New Event',
        startDate: isoOf(start),
        endDate: isoOf(new Date(start.getTime() + 3_600_000)),
        alldayEvent: false,
        status: 'none',
        displayAlarms: [],
      };
    },
    'display alarm': () => ({ triggerInterval: -15 }),
  },
  check: {
    event: ({ data, container }) => {
      if (container?.data.writable !== true || String(data.endDate) < String(data.startDate))
        throw new ScriptError(-10025, 'AppleEvent handler failed.');
    },
  },
  commands: { show: ({ objects }) => objects[0] },
});
