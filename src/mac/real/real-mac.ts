import { readFile } from 'node:fs/promises';
import { type AppName, type Mac, MacError } from '../mac.ts';
import { command } from './command.ts';
import { findFiles } from './find-files.ts';
import { runScript } from './run-script.ts';

/** This Mac: osascript, Spotlight, `open` and the clipboard. Nothing here goes through a shell. */
export function createRealMac(): Mac {
  const started = new Set<AppName>();
  const start = async (app: AppName, signal: AbortSignal): Promise<void> => {
    // behind the other windows, hidden: the first event to an app that is not running may fail with -600
    await command('open', ['-gj', '-a', app], { signal });
    started.add(app);
  };
  return {
    kind: 'real',

    async runScript(script, parameters, options) {
      if (!started.has(script.app)) await start(script.app, options.signal);
      try {
        return await runScript(script, parameters, options);
      } catch (error) {
        // -600: it was not running, so nothing was done and it is safe to try again; once
        if (!(error instanceof MacError) || error.number !== -600) throw error;
        await start(script.app, options.signal);
        return runScript(script, parameters, options);
      }
    },

    findFiles,

    async openFile(path, { signal }) {
      await command('open', [path], { signal });
    },

    async readFile(path) {
      try {
        return await readFile(path);
      } catch (cause) {
        throw new MacError('not-found', `The file ${path} cannot be read.`, { cause });
      }
    },

    async openUrl(url, { signal }) {
      if (!/^(?:https:\/\/maps\.apple\.com\/|sms:)/.test(url)) throw new Error(`No tool opens ${url}.`);
      await command('open', [url], { signal });
    },

    async copy(text, { signal }) {
      await command('pbcopy', [], { signal, input: text });
    },

    async userName() {
      return (await command('id', ['-F'])).trim();
    },
  };
}
