import { fold, wordsOf } from '../../text/fold.ts';
import type { AppName } from '../apps.ts';
import { attempt } from '../attempt.ts';
import { codeOf, macError } from '../errors.ts';
import { type FoundFile, type Mac, MacError, type Parameter, type Script } from '../mac.ts';
import { isTroubleState, settingsUrl, troubleWith } from '../trouble.ts';
import { errorNumberOf, faultOf } from './faults.ts';
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
  const start = async (app: AppName): Promise<void> => {
    if (machine.app(app) === undefined) throw macError(-10814, `Unable to find application ${app}.`, app);
  };
  const locks = world.faults.filter(({ kind }) => kind === 'locked');

  async function runOnce(
    { app, source }: Script,
    parameters: readonly Parameter[],
    { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
  ): Promise<string> {
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
  }

  return {
    kind: 'simulated',

    async runScript(script, parameters, { signal, timeoutMs = defaultTimeoutMs }) {
      await start(script.app);
      return attempt(script, () => runOnce(script, parameters, { signal, timeoutMs }), {
        start,
        whyUnanswered: async () => (locks.length > 0 ? 'locked' : 'timed-out'), // its turns may just have run out
      });
    },

    async diagnose(app) {
      if (locks.some(({ times }) => times !== 0)) return troubleWith(app, 'locked');
      if (machine.app(app) === undefined) return troubleWith(app, 'not-installed');
      const fault = faultOf(app, world, true);
      const number = fault === undefined ? undefined : errorNumberOf(fault);
      const code = number === undefined ? '' : codeOf(number, app);
      return isTroubleState(code) ? troubleWith(app, code) : { app, state: 'ready' };
    },

    async openSettings(pane) {
      world.opened.push(settingsUrl(pane));
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
