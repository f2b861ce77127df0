import { coerce, toNumber, toText } from './script/coerce.ts';
import { cannotMake, integer, missing, number, text } from './script/values.ts';
import { type AppHost, ScriptError, type Value } from './values.ts';
import type { World } from './world.ts';

/** The commands every script has, as far as they make sense where nobody sits before the screen. */
export const standardAdditions = (world: World): AppHost => ({
  name: 'Standard Additions',
  async send({ name, direct, parameters }) {
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
        return text(contentOf(coerce(direct ?? missing, 'file', ''), world));
      case 'round':
        return integer(Math.round(toNumber(direct ?? missing)));
      case 'random number':
        return randomNumber(direct, parameters);
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
});

function contentOf(file: Value, world: World): string {
  if (file.type !== 'file') throw cannotMake('that', 'file');
  const found = world.files.find(({ path }) => path === file.posixPath);
  if (found === undefined) throw new ScriptError(-43, `File ${file.posixPath} wasn’t found.`);
  if (found.text === '') throw new ScriptError(-39, 'End of file error.');
  return found.text ?? Buffer.from(found.base64 ?? '', 'base64').toString('latin1');
}

function randomNumber(direct: Value | undefined, parameters: ReadonlyMap<string, Value>): Value {
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  if (from === undefined && to === undefined && direct === undefined) return number(Math.random());
  const low = from === undefined ? 1 : toNumber(from);
  const high = toNumber(to ?? direct ?? integer(1));
  return integer(low + Math.floor(Math.random() * (high - low + 1)));
}
