import { plainTextOf } from '../../../src/mac/simulated/apps/note-text.ts';
import type { World } from '../../../src/mac/simulated/world.ts';

/** What is otherwise on a Mac than before, as the user would see it; what did not change is left out. */
export interface Changes {
  readonly events?: readonly Record<string, unknown>[];
  readonly reminders?: readonly Record<string, unknown>[];
  /** `text`: the whole of it, its name in the first line. */
  readonly notes?: readonly { readonly folder: string; readonly text: unknown }[];
  /** Windows that Mail opened; addresses alone. */
  readonly drafts?: readonly Record<string, unknown>[];
  /** What Messages sent by itself. */
  readonly messages?: readonly { readonly to: readonly string[]; readonly text: string }[];
  /** Zoom meetings there are. */
  readonly meetings?: readonly Record<string, unknown>[];
  /** Files and URLs, oldest first. */
  readonly opened?: readonly string[];
  readonly clipboard?: unknown;
  /** What was there and is not any more, or is otherwise now. */
  readonly gone?: readonly unknown[];
  /** What a request may never change (people, received mail, files, folders, lists), where it did. */
  readonly others?: readonly string[];
}

/** The difference between a Mac as it was and as it is. */
export function changesBetween(before: World, after: World, meetings: readonly unknown[] = []): Changes {
  const [old, own] = [thingsOn(before), thingsOn(after)];
  const gone: unknown[] = [];
  const made = Object.entries(own).map(([kind, things]) => {
    const earlier = old[kind] ?? new Map();
    const differs = ([id, thing]: [string, unknown]) =>
      JSON.stringify(earlier.get(id)) !== JSON.stringify(thing);
    for (const [id, thing] of earlier) if (!things.has(id)) gone.push(thing);
    return [kind, [...things].filter(differs).map(([, thing]) => thing)] as const;
  });
  const [others, theirs] = [restOf(before), restOf(after)];
  return shown({
    ...Object.fromEntries(made),
    meetings,
    opened: after.opened.slice(before.opened.length),
    clipboard: after.clipboard === before.clipboard ? '' : after.clipboard,
    gone,
    others: Object.keys(others).filter((key) => JSON.stringify(others[key]) !== JSON.stringify(theirs[key])),
  });
}

/** The things that requests make, by kind and id, as plain as can be. */
function thingsOn({
  calendars,
  reminderLists,
  notes,
  mail,
  chats,
}: World): Record<string, Map<string, unknown>> {
  const events = calendars.flatMap(({ name, events }) =>
    events.map(({ uid, displayAlarms, status: _, ...event }) => {
      const alerts = displayAlarms.map(({ triggerInterval }) => triggerInterval);
      return [uid, shown({ calendar: name, ...event, alerts })] as const;
    }),
  );
  const reminders = reminderLists.flatMap(({ name: list, reminders }) =>
    reminders.map(
      ({ id, creationDate: _, modificationDate: __, ...reminder }) =>
        [id, shown({ list, ...reminder })] as const,
    ),
  );
  const folders = notes.accounts
    .flatMap(({ folders }) => folders)
    .filter(({ name }) => name !== 'Recently Deleted');
  const allNotes = folders.flatMap(({ name: folder, notes }) =>
    notes.map(({ id, body }) => [id, { folder, text: plainTextOf(body) }] as const),
  );
  const addresses = (people: readonly { address: string }[]) => people.map(({ address }) => address);
  const drafts = mail.outgoingMessages.map(
    ({ id, toRecipients, ccRecipients, bccRecipients, visible, ...draft }) => {
      const [to, cc, bcc] = [toRecipients, ccRecipients, bccRecipients].map(addresses);
      // a draft nobody sees is told
      return [String(id), shown({ ...draft, to, cc, bcc, hidden: !visible })] as const;
    },
  );
  const messages = chats.flatMap(({ id, participants, messages }) =>
    messages.map(({ text }, index) => [`${id} ${index}`, { to: participants, text }] as const),
  );
  const kinds = { events, reminders, notes: allNotes, drafts, messages };
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, things]) => [kind, new Map<string, unknown>(things)]),
  );
}

/** Everything else that is on a Mac. */
const restOf = (world: World): Record<string, unknown> => ({
  user: world.user,
  people: world.people,
  selection: world.mail.selection,
  mail: world.mail.accounts.map(({ mailboxes, ...account }) => [
    account,
    mailboxes.map(({ messages, ...mailbox }) => [
      mailbox,
      messages.map(({ wasRepliedTo: _, wasForwarded: __, ...message }) => message),
    ]),
  ]),
  folders: world.notes.accounts.map(({ name, folders }) => [
    name,
    folders.map((folder) => folder.name).filter((folder) => folder !== 'Recently Deleted'),
  ]),
  calendars: world.calendars.map(({ events: _, ...calendar }) => calendar),
  lists: world.reminderLists.map(({ reminders: _, ...list }) => list),
  files: world.files,
});

/** Without what says nothing: empty texts and lists, false, 0. */
const shown = (thing: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(thing).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        value !== false &&
        value !== 0 &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );

/** A text message left to be sent: its window, and its text on the clipboard. */
export const message = (numbers: string | readonly string[], text: string): Changes => ({
  opened: [
    typeof numbers === 'string'
      ? `sms:${numbers}&body=${encodeURIComponent(text)}`
      : `sms://open?addresses=${numbers.map(encodeURIComponent).join(',')}&body=${encodeURIComponent(text)}`,
  ],
  clipboard: text,
});
