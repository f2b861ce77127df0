import { fold, wordsOf } from '../../text/fold.ts';
import { macError } from '../errors.ts';
import { type FoundFile, type Mac, MacError, type Parameter, type Script } from '../mac.ts';
import { createMachine } from './machine.ts';
import { display } from './script/display.ts';
import { interpret } from './script/interpret.ts';
import { ScriptError, type Value } from './values.ts';
import type { World, WorldFile } from './world.ts';

/** How long a script may take when the caller does not say, in milliseconds. */
const defaultTimeoutMs = 60_000;

/** A Mac that is only a world in memory. Scripts run in the interpreter, with the text a real Mac would be given. */
export function createSimulatedMac({ world, now }: { world: World; now: () => Date }): Mac {
  const machine = createMachine(world, { now });
  const fileAt = (path: string): WorldFile => {
    const found = world.files.find((file) => file.path === path);
    if (found === undefined) throw new MacError('not-found', `There is no file ${path}.`);
    return found;
  };
  return {
    kind: 'simulated',

    async runScript({ app, source }: Script, parameters, { signal, timeoutMs = defaultTimeoutMs }) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      try {
        const result = await interpret(source, { machine, argv: parameters.map(toValue), signal: limit });
        return result === undefined ? '' : display(result, 'human');
      } catch (error) {
        signal.throwIfAborted();
        if (limit.aborted) throw macError(-1712, `${app} was ended after ${timeoutMs} ms.`, app);
        if (error instanceof ScriptError) throw macError(error.number, error.message, app);
        throw error;
      }
    },

    async findFiles(name, { limit, signal }) {
      signal.throwIfAborted();
      const words = wordsOf(name);
      const matches = ({ path }: WorldFile) =>
        words.every((word) => fold(path.split('/').at(-1) ?? '').includes(word));
      return (words.length === 0 ? [] : world.files.filter(matches))
        .map(foundFile)
        .sort((a, b) => b.modified.getTime() - a.modified.getTime())
        .slice(0, limit);
    },

    async openFile(path, { signal }) {
      signal.throwIfAborted();
      world.opened.push(fileAt(path).path);
    },

    async readFile(path) {
      return contentOf(fileAt(path));
    },

    async openUrl(url, { signal }) {
      signal.throwIfAborted();
      world.opened.push(url);
    },

    async copy(text, { signal }) {
      signal.throwIfAborted();
      world.clipboard = text;
    },

    userName: async () => world.user.name,
  };
}

const toValue = (parameter: Parameter): Value => {
  if (typeof parameter === 'string') return { type: 'text', value: parameter };
  if (typeof parameter === 'boolean') return { type: 'boolean', value: parameter };
  if (typeof parameter === 'number')
    return { type: Number.isInteger(parameter) ? 'integer' : 'real', value: parameter };
  return { type: 'list', items: parameter.map(toValue) };
};

const contentOf = ({ text, base64 }: WorldFile): Uint8Array =>
  base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64');

const foundFile = (file: WorldFile): FoundFile => ({
  path: file.path,
  modified: new Date(file.modified),
  sizeBytes: contentOf(file).byteLength,
});
