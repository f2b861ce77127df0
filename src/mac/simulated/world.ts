import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { appNames } from '../apps.ts';
import { noteHtml } from './apps/note-text.ts';
import { dictionaryOf } from './dictionary.ts';
import { keyOf } from './model.ts';

/**
 * What is on a simulated Mac; the file format is described in WORLD.md. What is left out is filled in, so that a
 * test writes down only what matters to it. Dates are local, `2026-11-20T10:15:00`.
 */

const words = z.string();
const dateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/, 'must be a date as 2026-11-20T10:15:00')
  .transform((value) => `${value.slice(0, 10)}T${(value.slice(11) || '00:00').padEnd(8, ':00')}`);
/** Ids are text in most apps; one is made up for what has none. */
const id = (prefix: string) => z.string().default(() => `${prefix}${randomUUID().toUpperCase()}`);
let lastNumber = 1000;
const numberId = z
  .number()
  .int()
  .default(() => ++lastNumber);

/**
 * An object of an app: what `shape` describes, and whatever else the app's dictionary lets a script set or make in it,
 * so that any state a script can bring about can be read back. Other keys are mistakes.
 */
const appObject = <Shape extends z.ZodRawShape>(app: string, className: string, shape: Shape) =>
  z.looseObject(shape).superRefine((value, context) => {
    const known = scriptableKeys(app, className);
    const unknown = Object.keys(value).filter((key) => !(key in shape) && !known.has(key));
    if (unknown.length > 0) context.addIssue({ code: 'unrecognized_keys', keys: unknown, input: value });
  });

/** The keys under which properties and elements of a class are kept. */
function scriptableKeys(app: string, className: string): ReadonlySet<string> {
  const dictionary = dictionaryOf(app);
  const described = dictionary.classNamed(className);
  const elements = [...(described?.elements.keys() ?? [])].map(
    (element) => dictionary.classNamed(element)?.plural ?? element,
  );
  return new Set(
    [...(described?.properties.values() ?? [])].map(({ name }) => keyOf(name)).concat(elements.map(keyOf)),
  );
}

const labelled = (prefix: string) =>
  appObject('Contacts', 'contact info', {
    id: id(prefix),
    label: words.default('home'),
    value: words.default(''),
  });

const person = appObject('Contacts', 'person', {
  id: id('P-'),
  firstName: words.optional(),
  lastName: words.optional(),
  nickname: words.optional(),
  organization: words.optional(),
  jobTitle: words.optional(),
  note: words.optional(),
  phones: z.array(labelled('PH-')).default([]),
  emails: z.array(labelled('EM-')).default([]),
});

const recipient = appObject('Mail', 'recipient', { name: words.optional(), address: words.default('') });

const message = appObject('Mail', 'message', {
  id: numberId,
  subject: words.default(''),
  /** `Ana Silva <ana@example.com>` */
  sender: words.default(''),
  toRecipients: z.array(recipient).default([]),
  ccRecipients: z.array(recipient).default([]),
  dateReceived: dateTime.default('2026-01-01T09:00:00'),
  content: words.default(''),
  readStatus: z.boolean().default(true),
  flaggedStatus: z.boolean().default(false),
  wasRepliedTo: z.boolean().default(false),
  wasForwarded: z.boolean().default(false),
  mailAttachments: z.array(appObject('Mail', 'mail attachment', { name: words.default('') })).default([]),
});

const outgoingMessage = appObject('Mail', 'outgoing message', {
  id: numberId,
  subject: words.default(''),
  content: words.default(''),
  sender: words.optional(),
  visible: z.boolean().default(false),
  toRecipients: z.array(recipient).default([]),
  ccRecipients: z.array(recipient).default([]),
  bccRecipients: z.array(recipient).default([]),
  /** Absolute paths. */
  attachments: z.array(words).default([]),
  /** The id of the message this answers or passes on: Mail then keeps its content to itself. */
  repliesTo: z.number().int().optional(),
  forwards: z.number().int().optional(),
  sent: z.boolean().default(false),
});

const mailbox = appObject('Mail', 'mailbox', {
  name: words.default('New Mailbox'),
  messages: z.array(message).default([]),
});
const mailAccount = appObject('Mail', 'account', {
  id: id('MA-'),
  name: words.default('New Account'),
  fullName: words.default(''),
  emailAddresses: z.array(words).default([]),
  mailboxes: z.array(mailbox).default([]),
});
const mail = z.strictObject({
  accounts: z.array(mailAccount).default([]),
  /** Ids of the messages selected in the front window. */
  selection: z.array(z.number().int()).default([]),
  outgoingMessages: z.array(outgoingMessage).default([]),
});

/** A note has its text (the first line is its name) or, as Notes keeps it, the HTML body. */
const note = appObject('Notes', 'note', {
  id: id('x-coredata://simulated/ICNote/'),
  name: words.optional(),
  text: words.optional(),
  body: words.optional(),
  creationDate: dateTime.default('2026-01-01T09:00:00'),
  modificationDate: dateTime.default('2026-01-01T09:00:00'),
  passwordProtected: z.boolean().default(false),
}).transform(({ name, text, body, ...rest }) => ({ ...rest, body: body ?? noteHtml(name, text ?? '') }));
const folder = appObject('Notes', 'folder', {
  id: id('x-coredata://simulated/ICFolder/'),
  name: words,
  notes: z.array(note).default([]),
});
const notesAccount = appObject('Notes', 'account', {
  id: id('x-coredata://simulated/ICAccount/'),
  name: words.default('iCloud'),
  /** The name of the folder new notes go to. */
  defaultFolder: words.default('Notes'),
  folders: z.array(folder).default(() => [folder.parse({ name: 'Notes' })]),
});

const alarm = appObject('Calendar', 'display alarm', { triggerInterval: z.number().int() });
const event = appObject('Calendar', 'event', {
  uid: id(''),
  summary: words.default(''),
  startDate: dateTime,
  endDate: dateTime,
  alldayEvent: z.boolean().default(false),
  location: words.optional(),
  description: words.optional(),
  url: words.optional(),
  recurrence: words.optional(),
  status: z.enum(['cancelled', 'confirmed', 'none', 'tentative']).default('none'),
  displayAlarms: z.array(alarm).default([]),
});
const calendar = appObject('Calendar', 'calendar', {
  name: words,
  writable: z.boolean().default(true),
  description: words.optional(),
  events: z.array(event).default([]),
});

const reminder = appObject('Reminders', 'reminder', {
  id: id('x-apple-reminder://'),
  name: words,
  body: words.optional(),
  dueDate: dateTime.optional(),
  alldayDueDate: dateTime.optional(),
  remindMeDate: dateTime.optional(),
  completed: z.boolean().default(false),
  completionDate: dateTime.optional(),
  priority: z.number().int().min(0).max(9).default(0),
  flagged: z.boolean().default(false),
  creationDate: dateTime.default('2026-01-01T09:00:00'),
  modificationDate: dateTime.default('2026-01-01T09:00:00'),
});
const reminderList = appObject('Reminders', 'list', {
  id: id('RL-'),
  name: words,
  color: words.optional(),
  emblem: words.optional(),
  reminders: z.array(reminder).default([]),
});

const chat = appObject('Messages', 'chat', {
  id: id('any;-;'),
  /** Numbers or addresses of the others. */
  participants: z.array(words),
  messages: z
    .array(z.strictObject({ from: words.default('me'), text: words, at: dateTime.optional() }))
    .default([]),
});

const file = appObject('Finder', 'document file', {
  path: z.string().regex(/^\//, 'must be an absolute path'),
  modified: dateTime.default('2026-01-01T09:00:00'),
  /** The content as text, or as base64 for what is no text. */
  text: words.optional(),
  base64: z.base64().optional(),
});

const app = z.enum([...appNames, 'Maps']);
/** How many events fail before the app is well again; left out: all of them. */
const times = z.number().int().min(0).optional();
/** What each kind does: WORLD.md; the numbers: faults.ts. */
const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    app,
    times,
    kind: z.enum([
      'missing',
      'not-running',
      'does-not-start',
      'quits',
      'not-asked',
      'not-permitted',
      'timed-out',
      'locked',
      'refused',
      'not-saved',
      'not-found',
      'cancelled',
    ]),
  }),
  /** Milliseconds an answer is late. */
  z.strictObject({ app, times, kind: z.literal('slow'), ms: z.number().int().positive().default(2000) }),
  /** What is taken and not kept, as the dictionary names it: "location". */
  z.strictObject({ app, times, kind: z.literal('forgets'), property: words }),
  z.strictObject({ app: z.literal('System Events'), times, kind: z.literal('no-accessibility') }),
  /** Any of AppleScript's error numbers. */
  z.strictObject({ app, times, kind: z.literal('error'), number: z.number().int() }),
]);

const worldSchema = z.strictObject({
  user: z
    .strictObject({ name: words.default('Alex Morgan'), home: words.default('/Users/alex') })
    .prefault({}),
  people: z.array(person).default([]),
  mail: mail.prefault({}),
  notes: z
    .strictObject({ accounts: z.array(notesAccount).default(() => [notesAccount.parse({})]) })
    .prefault({}),
  calendars: z.array(calendar).default(() => [calendar.parse({ name: 'Home' })]),
  reminderLists: z.array(reminderList).default(() => [reminderList.parse({ name: 'Reminders' })]),
  chats: z.array(chat).default([]),
  files: z.array(file).default([]),
  clipboard: words.default(''),
  /** What was opened, oldest first: URLs and absolute paths. */
  opened: z.array(words).default([]),
  /** What System Events was made to type, oldest first: `keystroke "v" using command down`, `key code 36`. */
  typed: z.array(words).default([]),
  faults: z.array(fault).default([]),
});

export type World = z.infer<typeof worldSchema>;
export type WorldInput = z.input<typeof worldSchema>;
export type WorldFile = World['files'][number];
export type Fault = World['faults'][number];

/** A world from what a test or a file says of it. Throws an Error that names each place that is wrong. */
export function createWorld(input: unknown): World {
  const parsed = worldSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
}

/** Reads a world's file. Throws an Error that says what is wrong with it and where; the file is left as it is. */
export async function loadWorld(path: string): Promise<World> {
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (cause) {
    throw new Error(`The simulated Mac’s file ${path} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
  try {
    return createWorld(JSON.parse(source));
  } catch (cause) {
    throw new Error(
      `The simulated Mac’s file ${path} is not right (it was left as it is; --reset-mac makes a new one):\n${(cause as Error).message}`,
      { cause },
    );
  }
}

/** Replaces a world's file in one step: whoever reads it finds the old one or the new one, whole. */
export async function saveWorld(world: World, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.part`;
  try {
    await writeFile(temporary, `${JSON.stringify(world, null, 1)}\n`);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
