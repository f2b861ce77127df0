import { systemPreferences } from 'electron';
import type { Diagnosis } from '../../mac/trouble.ts';
import type { Permission } from '../contract.ts';
import { type ScriptedApp, scriptedApps } from '../scripted-apps.ts';

/** What is known of what macOS allows us: from what happened to requests, and from the doctor when he was asked. */
export interface Permissions {
  list(): readonly Permission[];
  /** How an app was found. */
  seen(diagnosis: Diagnosis): void;
}

export function createPermissions(): Permissions {
  const found = new Map<string, Diagnosis>();
  return {
    list: () => [
      ...scriptedApps.map((app): Permission => {
        const diagnosis = found.get(app);
        const common = { name: `Control of ${app}`, app, detail: purposes[app], pane: undefined };
        if (diagnosis === undefined) return { ...common, state: 'unknown' };
        if (diagnosis.state === 'ready') return { ...common, state: 'granted' };
        const { what, whatToDo, pane } = diagnosis;
        return { ...common, state: 'denied', detail: `${what} ${whatToDo}`, pane };
      }),
      {
        name: 'Microphone',
        detail: 'To hear you while you hold the hotkey',
        state: microphone(),
        pane: 'microphone',
        app: undefined,
      },
    ],
    seen: (diagnosis) => found.set(diagnosis.app, diagnosis),
  };
}

function microphone(): Permission['state'] {
  if (process.platform !== 'darwin') return 'unknown';
  const status = systemPreferences.getMediaAccessStatus('microphone');
  if (status === 'granted') return 'granted';
  return status === 'denied' || status === 'restricted' ? 'denied' : 'unknown';
}

const purposes: Readonly<Record<ScriptedApp, string>> = {
  Calendar: 'To add events',
  Contacts: 'To look up addresses and numbers',
  Mail: 'To open drafts, and to read the mail you selected',
  Messages: 'To send a message you agreed to',
  Notes: 'To create, open and add to notes',
  Reminders: 'To add reminders',
};
