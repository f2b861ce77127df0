import { systemPreferences } from 'electron';
import { type ToolApp, toolApps } from '../../tools/tool.ts';
import type { Permission } from '../contract.ts';

/** Apps that are driven by scripts, each of which macOS asks about once. */
const scripted = toolApps.filter((app) => app !== 'Files' && app !== 'Maps' && app !== 'Zoom');

/**
 * What macOS allows us, as far as an app can know: macOS tells about the microphone when asked, about the control of
 * other apps only by what happens when a script tries.
 */
export interface Permissions {
  list(): readonly Permission[];
  /** A script reached the app, or macOS kept it from it. */
  seen(app: ToolApp, granted: boolean): void;
}

export function createPermissions(): Permissions {
  const automation = new Map<ToolApp, boolean>();
  return {
    list: () => [
      ...scripted.map((app): Permission => {
        const granted = automation.get(app);
        return {
          name: `Control of ${app}`,
          purpose: purposes[app] ?? '',
          state: granted === undefined ? 'not-asked' : granted ? 'granted' : 'denied',
          app,
        };
      }),
      {
        name: 'Microphone',
        purpose: 'To hear you while you hold the hotkey',
        state: microphone(),
        app: undefined,
      },
    ],
    seen: (app, granted) => automation.set(app, granted),
  };
}

function microphone(): Permission['state'] {
  if (process.platform !== 'darwin') return 'not-asked';
  const status = systemPreferences.getMediaAccessStatus('microphone');
  if (status === 'granted') return 'granted';
  return status === 'denied' || status === 'restricted' ? 'denied' : 'not-asked';
}

const purposes: Partial<Record<ToolApp, string>> = {
  Calendar: 'To add events',
  Contacts: 'To look up addresses and numbers',
  Mail: 'To open drafts, and to read the mail you selected',
  Messages: 'To send a message you agreed to',
  Notes: 'To create, open and add to notes',
  Reminders: 'To add reminders',
};
