import { expect, test } from 'vitest';
import { createDefaultWorld } from '../../../src/mac/simulated/default-world.ts';
import { dictionaryOf } from '../../../src/mac/simulated/dictionary.ts';
import { createMachine } from '../../../src/mac/simulated/machine.ts';
import { interpret } from '../../../src/mac/simulated/script/interpret.ts';
import { ScriptError } from '../../../src/mac/simulated/values.ts';
import { createWorld } from '../../../src/mac/simulated/world.ts';

const now = new Date(2026, 10, 20, 10, 15);
const { signal } = new AbortController();

/** Every property and element of these is read, set and made; "" is the application itself. */
const places: readonly [app: string, className: string, where: string][] = [
  ['Notes', 'application', ''],
  ['Notes', 'account', 'account 1'],
  ['Notes', 'folder', 'folder 1'],
  ['Notes', 'note', 'note 1'],
  ['Calendar', 'application', ''],
  ['Calendar', 'calendar', 'calendar 1'],
  ['Calendar', 'event', 'event 1 of calendar 1'],
  ['Reminders', 'application', ''],
  ['Reminders', 'list', 'list 1'],
  ['Reminders', 'reminder', 'reminder 1 of list 1'],
  ['Contacts', 'application', ''],
  ['Contacts', 'person', 'person 1'],
  ['Contacts', 'phone', 'phone 1 of person 1'],
  ['Contacts', 'email', 'email 1 of person 1'],
  ['Mail', 'application', ''],
  ['Mail', 'account', 'account 1'],
  ['Mail', 'mailbox', 'mailbox 1 of account 1'],
  ['Mail', 'message', 'message 1 of inbox'],
  ['Mail', 'outgoing message', '(make new outgoing message)'],
  ['Messages', 'application', ''],
  ['Messages', 'chat', 'chat 1'],
  ['Finder', 'folder', 'folder 1 of home'],
  ['Finder', 'document file', 'file 1 of folder 1 of home'],
];

/** Scripts that touch all that the dictionary says of a place. */
function touching(app: string, className: string, where: string): string[] {
  const described = dictionaryOf(app).classNamed(className);
  const of = where === '' ? '' : ` of ${where}`;
  const at = where === '' ? '' : ` at ${where}`;
  const properties = [...(described?.properties ?? [])].flatMap(([name, { access }]) => [
    `get ${name}${of}`,
    ...(access === 'r' ? [] : ['"x"', '1', 'missing value'].map((value) => `set ${name}${of} to ${value}`)),
  ]);
  const elements = [...(described?.elements.keys() ?? [])].flatMap((element) => [
    `count every ${element}${of}`,
    `make new ${element}${at}`,
    `make new ${element}${at} with properties {name:"x"}`,
  ]);
  return [...properties, ...elements].map((statement) => `tell application "${app}" to ${statement}`);
}

test.each(places)(
  'whatever a script does to a %s %s, the Mac can be kept and read back',
  async (app, className, where) => {
    const scripts = touching(app, className, where);
    expect(scripts.length).toBeGreaterThan(3);
    for (const script of scripts) {
      const world = createDefaultWorld(now);
      const end = await interpret(script, {
        machine: createMachine(world, { now: () => now }),
        signal,
      }).catch((error: unknown) => error);
      if (end instanceof Error) expect(end, script).toBeInstanceOf(ScriptError);
      expect(() => createWorld(JSON.parse(JSON.stringify(world))), script).not.toThrow();
    }
  },
);
