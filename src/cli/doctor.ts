import { type AppName, appNames } from '../mac/apps.ts';
import type { Diagnosis } from '../mac/trouble.ts';
import { loadSettings, type Settings } from '../settings/settings.ts';
import { chooseMac } from './choose-mac.ts';
import { done, failed, stopped } from './exit-status.ts';
import { UsageError } from './usage-error.ts';

export interface DoctorOptions {
  readonly open?: true;
  readonly json?: true;
  readonly dryRun?: true;
  readonly world?: string;
}

/** `tinyagent doctor`: the state of each app as scripts find it, and what to do where they do not reach it. */
export async function doctor(names: readonly string[], options: DoctorOptions): Promise<number> {
  const apps = names.length === 0 ? appsInUse(await loadSettings()) : names.map(appNamed);
  const controller = new AbortController();
  const onInterrupt = () => controller.abort(new DOMException('Stopped.', 'AbortError'));
  process.on('SIGINT', onInterrupt);
  try {
    const { signal } = controller;
    const { mac, notice, save } = await chooseMac(options, new Date());
    if (notice !== '' && !options.json) process.stderr.write(`${notice}\n`);
    const found = await Promise.all(apps.map((app) => mac.diagnose(app, { signal })));
    process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : report(found));
    const pane = found.map(paneOf).find((one) => one !== undefined);
    if (pane !== undefined && mac.kind === 'real' && !options.json)
      process.stderr.write(`\n${underItsOwnName}\n`);
    if (options.open && pane !== undefined) await mac.openSettings(pane, { signal });
    if (options.open && pane === undefined)
      process.stderr.write(
        '\nThere is no setting to open: nothing of this is put right in System Settings.\n',
      );
    await save();
    return found.every(({ state }) => state === 'ready') ? done : failed;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    return stopped;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

/** The apps the tools speak to by script, as the settings are. */
function appsInUse({ switchedOff, messages }: Settings): AppName[] {
  const scripted = ['Calendar', 'Contacts', 'Mail', 'Messages', 'Notes', 'Reminders'] as const;
  return scripted.filter(
    (app) => !switchedOff.includes(app) && (app !== 'Messages' || messages === 'send'), // drafts are opened as links
  );
}

function appNamed(name: string): AppName {
  const app = appNames.find((one) => one.toLowerCase() === name.toLowerCase());
  if (app === undefined)
    throw new UsageError(`“${name}” is no app TinyAgent uses. There are: ${appNames.join(', ')}.`);
  return app;
}

const underItsOwnName =
  'Run from a terminal, TinyAgent acts with the permissions of the terminal app: look for that name in the list.';

function report(found: readonly Diagnosis[]): string {
  const width = Math.max(...found.map(({ app }) => app.length));
  return found
    .map((one) => {
      const told = 'what' in one ? `${one.what}\n${' '.repeat(width + 2)}${one.whatToDo}` : 'ready';
      return `${one.app.padEnd(width)}  ${told}\n`;
    })
    .join('');
}

const paneOf = (one: Diagnosis) => ('pane' in one ? one.pane : undefined);
