import { createAppHost } from './app-host.ts';
import { calendar } from './apps/calendar.ts';
import { contacts } from './apps/contacts.ts';
import { finder } from './apps/finder.ts';
import { mail } from './apps/mail.ts';
import { messages } from './apps/messages.ts';
import { notes } from './apps/notes.ts';
import { reminders } from './apps/reminders.ts';
import { dictionaryOf } from './dictionary.ts';
import { forgets, withFaults } from './faults.ts';
import type { AppModel } from './model.ts';
import { standardAdditions } from './standard-additions.ts';
import type { AppHost, Machine } from './values.ts';
import type { World } from './world.ts';

const models: Readonly<Record<string, (world: World, now: () => Date) => AppModel>> = {
  Calendar: calendar,
  Contacts: contacts,
  Finder: finder,
  Mail: mail,
  Messages: messages,
  Notes: notes,
  Reminders: reminders,
};

/** In lower case. */
const bundleIds: Readonly<Record<string, string>> = {
  Calendar: 'com.apple.ical',
  Contacts: 'com.apple.addressbook',
  Finder: 'com.apple.finder',
  Mail: 'com.apple.mail',
  Messages: 'com.apple.mobilesms',
  Notes: 'com.apple.notes',
  Reminders: 'com.apple.reminders',
};

/** The scriptable side of a world: its apps over their dictionaries, and Standard Additions. */
export function createMachine(world: World, { now }: { now: () => Date }): Machine {
  const hosts = new Map<string, AppHost>();
  const installed = (name: string): string | undefined => {
    const app = Object.keys(models).find(
      (one) => one.toLowerCase() === name.toLowerCase() || bundleIds[one] === name.toLowerCase(),
    );
    return world.faults.some((fault) => fault.app === app && fault.kind === 'missing') ? undefined : app;
  };
  return {
    app(name) {
      const app = installed(name);
      const model = app === undefined ? undefined : models[app];
      if (app === undefined || model === undefined) return undefined;
      const host =
        hosts.get(app) ??
        withFaults(
          createAppHost(model(world, now), dictionaryOf(app), {
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
      const stopped = world.faults.some(
        (fault) => fault.app === app && fault.kind === 'not-running' && fault.times !== 0,
      );
      return app !== undefined && !stopped;
    },
    standardAdditions: standardAdditions(world, now),
    standardTerminology: dictionaryOf('Standard Additions').terminology,
    now,
  };
}
