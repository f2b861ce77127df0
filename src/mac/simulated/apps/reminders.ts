import { randomUUID } from 'node:crypto';
import type { AppModel, AppObject, Data } from '../model.ts';
import { isoOf } from '../script/dates.ts';
import { cannotGet, missing } from '../script/values.ts';
import { ScriptError } from '../values.ts';
import type { World } from '../world.ts';

export const reminders = (world: World, now: () => Date): AppModel => {
  const account: Data = { id: 'RA-1', name: 'iCloud', lists: world.reminderLists };
  const lists = (container: AppObject): AppObject[] =>
    world.reminderLists.map((data) => ({ className: 'list', data, container }));
  const firstList = (container: AppObject): AppObject => {
    const [first] = lists(container);
    if (first === undefined) throw cannotGet('default list');
    return first;
  };
  const inLists = (container: AppObject): AppObject[] =>
    lists(container).flatMap((list) =>
      (list.data.reminders as Data[]).map((data) => ({ className: 'reminder', data, container: list })),
    );
  return {
    name: 'Reminders',
    root: { accounts: [account], lists: world.reminderLists },
    get: {
      'application.default list': firstList,
      'application.default account': (application) => ({
        className: 'account',
        data: account,
        container: application,
      }),
      'list.container': ({ container }) => container ?? missing,
      'reminder.container': ({ container }) => container ?? missing,
    },
    elements: { 'application.reminder': inLists, 'account.reminder': inLists },
    home: { 'application.reminder': firstList, 'account.reminder': firstList },
    create: {
      reminder: () => ({
        id: `x-apple-reminder://${randomUUID().toUpperCase()}`,
        name: 'New Reminder',
        completed: false,
        priority: 0,
        flagged: false,
        creationDate: isoOf(now()),
        modificationDate: isoOf(now()),
      }),
      list: () => ({ id: `RL-${randomUUID().toUpperCase()}`, name: 'New List', reminders: [] }),
    },
    check: {
      reminder: ({ data }) => {
        const { priority } = data;
        if (typeof priority === 'number' && (priority < 0 || priority > 9))
          throw new ScriptError(-10000, 'AppleEvent handler failed.');
      },
    },
    commands: { show: ({ objects }) => objects[0] },
  };
};
