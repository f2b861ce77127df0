import { coerce, rounded, toNumber, toText } from './script/coerce.ts';
import { cannotMake, integer, missing, number, text } from './script/values.ts';
import { type AppHost, type Command, ScriptError, type Value } from './values.ts';
import type { World, WorldFile } from './world.ts';

/** The commands every script has, as far as they make sense where nobody sits before the screen. */
export function standardAdditions(world: World, now: () => Date): AppHost {
  /** Files open for writing, by the number `open for access` gave. */
  const open = new Map<number, string>();
  let opened = 0;

  const fileAt = (path: string): WorldFile => {
    const found = world.files.find((file) => file.path === path);
    if (found === undefined) throw new ScriptError(-43, `File ${path} wasn’t found.`);
    return found;
  };

  /** The path of a file, or of one that `open for access` opened. */
  const pathOf = (value: Value | undefined): string => {
    const known = value?.type === 'integer' ? open.get(value.value) : undefined;
    if (known !== undefined) return known;
    if (value?.type === 'integer') throw new ScriptError(-38, 'File not open error.');
    const file = coerce(value ?? missing, 'file', '');
    if (file.type !== 'file') throw cannotMake('that', 'file');
    return file.posixPath;
  };

  function openForAccess({ direct, parameters }: Command): Value {
    const path = pathOf(direct);
    const writes = parameters.get('write permission');
    const exists = world.files.some((file) => file.path === path);
    if (!exists) {
      if (writes?.type !== 'boolean' || !writes.value) fileAt(path);
      world.files.push({ path, modified: localIso(now()), text: '' });
    }
    opened += 1;
    open.set(opened, path);
    return integer(opened);
  }

  function write({ direct, parameters }: Command): void {
    const path = pathOf(parameters.get('to'));
    if (![...open.values()].includes(path))
      throw new ScriptError(-61, 'File not open with write permission.');
    const file = fileAt(path);
    const start = parameters.get('starting at');
    const written = toText(direct ?? missing);
    const isEnd = start?.type === 'constant' && start.name.toLowerCase() === 'eof';
    file.text = isEnd ? (file.text ?? '') + written : written;
    file.modified = localIso(now());
  }

  return {
    name: 'Standard Additions',
    async send(command) {
      const { name, direct, parameters } = command;
      switch (name) {
        case 'open location':
          world.opened.push(toText(direct ?? missing));
          return missing;
        case 'the clipboard':
          return text(world.clipboard);
        case 'set the clipboard to':
          world.clipboard = toText(direct ?? missing);
          return missing;
        case 'read':
          return text(contentOf(fileAt(pathOf(direct))));
        case 'open for access':
          return openForAccess(command);
        case 'close access': {
          const path = pathOf(direct);
          for (const [handle, one] of open) if (one === path) open.delete(handle);
          return missing;
        }
        case 'write':
          write(command);
          return missing;
        case 'get eof':
          return integer(Buffer.byteLength(fileAt(pathOf(direct)).text ?? ''));
        case 'set eof': {
          const file = fileAt(pathOf(direct));
          const end = toNumber(parameters.get('to') ?? integer(0));
          file.text = Buffer.from(file.text ?? '')
            .subarray(0, end)
            .toString();
          return missing;
        }
        case 'path to':
          return { type: 'file', kind: 'alias', posixPath: folderPath(direct, world.user.home) };
        case 'ascii character':
          return text(String.fromCharCode(toNumber(direct ?? missing)));
        case 'ascii number':
          return integer(toText(direct ?? missing).charCodeAt(0));
        case 'round':
          return integer(roundedAs(toNumber(direct ?? missing), parameters.get('rounding')));
        case 'random number':
          return randomNumber(direct, parameters);
        case 'time to gmt':
          return integer(-60 * now().getTimezoneOffset());
        case 'beep':
        case 'display notification':
        case 'say':
          return missing;
        case 'display dialog':
        case 'display alert':
        case 'choose from list':
        case 'choose file':
        case 'choose folder':
          throw new ScriptError(-128, 'User canceled.');
        case 'do shell script':
          throw new ScriptError(-10004, 'A privilege violation occurred.'); // there is no shell on this Mac
        default:
          throw new ScriptError(-1708, `This Mac’s Standard Additions do not know the “${name}” message.`);
      }
    },
  };
}

const localIso = (date: Date): string =>
  new Date(date.getTime() - 60_000 * date.getTimezoneOffset()).toISOString().slice(0, 19);

function contentOf(file: WorldFile): string {
  if (file.text === '') throw new ScriptError(-39, 'End of file error.');
  return file.text ?? Buffer.from(file.base64 ?? '', 'base64').toString('latin1');
}

/** `desktop`, `documents folder` … in the user's home. Throws ScriptError -1728 for folders this Mac does not have. */
function folderPath(folder: Value | undefined, home: string): string {
  const name =
    folder === undefined
      ? ''
      : toText(folder)
          .toLowerCase()
          .replace(/ folder$/, '');
  if (name === 'home') return home;
  const inHome = ['desktop', 'documents', 'downloads', 'movies', 'music', 'pictures', 'public', 'library'];
  if (inHome.includes(name)) return `${home}/${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  if (name === 'temporary items') return '/tmp';
  if (name === 'applications') return '/Applications';
  throw new ScriptError(-1728, `Can’t get path to ${name}.`);
}

function roundedAs(value: number, how: Value | undefined): number {
  switch (how?.type === 'constant' ? how.name.toLowerCase() : '') {
    case 'up':
      return Math.ceil(value);
    case 'down':
      return Math.floor(value);
    case 'toward zero':
      return Math.trunc(value);
    case 'as taught in school':
      return Math.sign(value) * Math.round(Math.abs(value));
    default:
      return rounded(value);
  }
}

function randomNumber(direct: Value | undefined, parameters: ReadonlyMap<string, Value>): Value {
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  if (from === undefined && to === undefined && direct === undefined) return number(Math.random());
  const low = from === undefined ? 1 : toNumber(from);
  const high = toNumber(to ?? direct ?? integer(1));
  return integer(low + Math.floor(Math.random() * (high - low + 1)));
}
