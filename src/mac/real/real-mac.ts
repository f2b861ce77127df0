import { readFile } from 'node:fs/promises';
import type { AppName } from '../apps.ts';
import { attempt } from '../attempt.ts';
import { type Mac, MacError } from '../mac.ts';
import { settingsUrl } from '../trouble.ts';
import { command } from './command.ts';
import { findFiles } from './find-files.ts';
import { diagnose, start, whyUnanswered } from './reach.ts';
import { runScript } from './run-script.ts';

/** This Mac: osascript, Spotlight, `open` and the clipboard. Nothing here goes through a shell. */
export function createRealMac(): Mac {
  const started = new Set<AppName>();
  return {
    kind: 'real',

    async runScript(script, parameters, options) {
      // the first event to an app that is not running may fail with -600
      if (!started.has(script.app)) await start(script.app, options);
      started.add(script.app);
      return attempt(script, () => runScript(script, parameters, options), {
        start: (app) => start(app, options),
        whyUnanswered: (app) => whyUnanswered(app, options),
      });
    },

    diagnose,

    async openSettings(pane, { signal }) {
      await command('open', [settingsUrl(pane)], { signal });
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
