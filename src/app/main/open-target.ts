import { shell } from 'electron';
import { settingsUrl } from '../../mac/trouble.ts';
import { type ToolApp, toolApps } from '../../tools/tool.ts';
import type { Pane, Target } from '../contract.ts';

/** Hosts whose links may be opened: what the tools make, and nothing a note or a mail could bring in. */
const hosts = /^(?:maps\.apple\.com|(?:[a-z0-9-]+\.)?zoom\.us|marketplace\.zoom\.us)$/;

const microphonePane = 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone';
const soundPane = 'x-apple.systempreferences:com.apple.Sound-Settings.extension?input';

/**
 * Opens what a window asks for, if it is allowed. Resolves to why it could not be opened, for the user. Throws an
 * Error on what is not allowed.
 */
export async function openTarget(
  target: Target,
  { simulated, isKnownFile }: { simulated: boolean; isKnownFile: (path: string) => boolean },
): Promise<string | undefined> {
  switch (target.kind) {
    case 'url': {
      const { protocol, hostname } = new URL(target.url);
      if (protocol !== 'https:' || !hosts.test(hostname)) throw new Error('Links to there are not opened.');
      await shell.openExternal(target.url);
      return undefined;
    }
    case 'pane':
      await shell.openExternal(paneUrl(target.pane));
      return undefined;
    case 'file':
      if (!isKnownFile(target.path)) throw new Error('Only files that a request found are opened.');
      return simulated ? 'The file is on the simulated Mac.' : problem(await shell.openPath(target.path));
    case 'app': {
      const name = toolApps.find((app) => app === target.app);
      if (name === undefined) throw new Error(`${target.app} is not opened.`);
      return simulated
        ? `${name} is part of the simulated Mac.`
        : problem(await shell.openPath(bundles[name]));
    }
    default:
      return target satisfies never;
  }
}

function paneUrl(pane: Pane): string {
  if (pane === 'microphone') return microphonePane;
  return pane === 'sound' ? soundPane : settingsUrl(pane);
}

const problem = (message: string): string | undefined => (message === '' ? undefined : message);

const bundles: Readonly<Record<ToolApp, string>> = {
  Calendar: '/System/Applications/Calendar.app',
  Contacts: '/System/Applications/Contacts.app',
  Files: '/System/Library/CoreServices/Finder.app',
  Mail: '/System/Applications/Mail.app',
  Maps: '/System/Applications/Maps.app',
  Messages: '/System/Applications/Messages.app',
  Notes: '/System/Applications/Notes.app',
  Reminders: '/System/Applications/Reminders.app',
  Zoom: '/Applications/zoom.us.app',
};
