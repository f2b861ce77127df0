import { randomUUID } from 'node:crypto';
import { htmlLines } from '../../../text/html.ts';
import type { AppModel, AppObject, Data } from '../model.ts';
import { isoOf } from '../script/dates.ts';
import { cannotGet, missing, text } from '../script/values.ts';
import { ScriptError } from '../values.ts';
import type { World } from '../world.ts';
import { nameOf, plainTextOf } from './note-text.ts';

export const notes = (world: World, now: () => Date): AppModel => {
  const body = ({ data }: AppObject): string => String(data.body ?? '');
  const rewrite = (object: AppObject, html: string): void => {
    if (object.data.passwordProtected === true) throw new ScriptError(-10000, 'AppleEvent handler failed.');
    object.data.body = html;
    object.data.modificationDate = isoOf(now());
  };
  const root: Data = { accounts: world.notes.accounts };
  return {
    name: 'Notes',
    root,
    get: {
      'application.default account': (application) => firstAccount(application),
      'application.selection': () => [],
      'account.default folder': defaultFolder,
      'folder.container': ({ container }) => container ?? missing,
      'note.container': ({ container }) => container ?? missing,
      'note.name': (note) => text(nameOf(body(note))),
      // a locked note keeps its text to itself
      'note.body': (note) => text(note.data.passwordProtected === true ? '' : body(note)),
      'note.plaintext': (note) => text(note.data.passwordProtected === true ? '' : plainTextOf(body(note))),
    },
    set: {
      'note.body': (note, value) => {
        // in `make`, a name given beside the body stands above it, even when the body begins with it
        const pending = note.data.pendingName;
        delete note.data.pendingName;
        const html = value.type === 'text' ? value.value : '';
        rewrite(note, pending === undefined ? html : `${htmlLines(String(pending))}${html}`);
      },
      'note.name': (note, value) => {
        const name = value.type === 'text' ? value.value : '';
        if (body(note) === '') note.data.pendingName = name;
        rewrite(note, `${htmlLines(name)}${withoutFirstLine(body(note))}`);
      },
    },
    elements: {
      'application.folder': (application) => accounts(application).flatMap(folders),
      'application.note': (application) => accounts(application).flatMap(folders).flatMap(notesOf),
      'account.note': (account) => folders(account).flatMap(notesOf),
    },
    home: {
      'application.note': (application) => defaultFolder(firstAccount(application)),
      'application.folder': (application) => firstAccount(application),
      'account.note': (account) => defaultFolder(account),
    },
    create: {
      note: () => ({
        id: `x-coredata://simulated/ICNote/${randomUUID()}`,
        body: '',
        creationDate: isoOf(now()),
        modificationDate: isoOf(now()),
        passwordProtected: false,
      }),
      folder: () => ({
        id: `x-coredata://simulated/ICFolder/${randomUUID()}`,
        name: 'New Folder',
        notes: [],
      }),
    },
    check: { note: ({ data }) => delete data.pendingName },
    commands: { show: ({ objects }) => objects[0] },
  };
};

const inside = (container: AppObject, className: string, key: string): AppObject[] =>
  ((container.data[key] ?? []) as Data[]).map((data) => ({ className, data, container }));
const accounts = (application: AppObject) => inside(application, 'account', 'accounts');
const folders = (account: AppObject) => inside(account, 'folder', 'folders');
const notesOf = (folder: AppObject) => inside(folder, 'note', 'notes');

function firstAccount(application: AppObject): AppObject {
  const [first] = accounts(application);
  if (first === undefined) throw cannotGet('default account');
  return first;
}

function defaultFolder(account: AppObject): AppObject {
  const all = folders(account);
  const found = all.find(({ data }) => data.name === account.data.defaultFolder) ?? all[0];
  if (found === undefined) throw cannotGet(`default folder of account "${String(account.data.name)}"`);
  return found;
}

const withoutFirstLine = (html: string): string => html.replace(/^\s*<(div|p|h\d)[^>]*>.*?<\/\1>/is, '');
