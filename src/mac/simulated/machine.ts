import { type AppName, appNames, bundleIds } from '../apps.ts';
import { createAppHost } from './app-host.ts';
import { calendar } from './apps/calendar.ts';
import { contacts } from './apps/contacts.ts';
import { finder } from './apps/finder.ts';
import { mail } from './apps/mail.ts';
import { messages } from './apps/messages.ts';
import { notes } from './apps/notes.ts';
import { reminders } from './apps/reminders.ts';
import { systemEvents } from './apps/system-events.ts';
import { dictionaryOf } from './dictionary.ts';
import { forgets, isRunning, withFaults } from './faults.ts';
import type { AppModel } from './model.ts';
import { standardAdditions } from './standard-additions.ts';
import type { AppHost, Machine } from './values.ts';
import type { World } from './world.ts';

const models: Readonly<Record<AppName, (world: World, now: () => Date) => AppModel>> = {
  Calendar: calendar,
  Contacts: contacts,
  Finder: finder,
  Mail: mail,
  Messages: messages,
  Notes: notes,
  Reminders: reminders,
  'System Events': systemEvents,
};

/** The scriptable side of a world: its apps over their dictionaries, and Standard Additions. */
export function createMachine(world: World, { now }: { now: () => Date }): Machine {
  const hosts = new Map<string, AppHost>();
  const installed = (name: string): AppName | undefined => {
    const app = appNames.find((one) =>
      [one, bundleIds[one]].some((known) => known.toLowerCase() === name.toLowerCase()),
    );
    return world.faults.some((fault) => fault.app === app && fault.kind === 'missing') ? undefined : app;
  };
  return {
    app(name) {
      const app = installed(name);
      if (app === undefined) return undefined;
      const host =
        hosts.get(app) ??
        withFaults(
          createAppHost(models[app](world, now), dictionaryOf(app), {
            forgets: (property) => forgets(world, app, property),
          }),
          world,
        );
      hosts.set(app, host);
      return host;
    },
    terminology(name) {
      const app = installed(name);
      return app === undefined ? undefined : dictionaryOf(app).terminology;
    },
    isRunning: (name) => {
      const app = installed(name);
      return app !== undefined && isRunning(app, world);
    },
    standardAdditions: standardAdditions(world, now),
    standardTerminology: dictionaryOf('Standard Additions').terminology,
    now,
  };
}
