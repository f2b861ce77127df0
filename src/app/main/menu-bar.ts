import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { HistoryEntry, Input, UpdateState } from '../contract.ts';
import { iconFile } from './places.ts';
import type { Activity } from './requests.ts';

/** How many of the last requests the menu offers. */
const recentShown = 8;

export interface MenuBar {
  show(state: {
    readonly activity: Activity | 'listening';
    readonly hotkey: string;
    readonly history: readonly HistoryEntry[];
    /** Undefined: there is no voice to pause. */
    readonly listeningPaused: boolean | undefined;
    readonly update: UpdateState;
  }): void;
}

/** The icon in the menu bar, its state and its menu. */
export function createMenuBar(act: {
  ask(): void;
  askAgain(query: string): void;
  pauseListening(paused: boolean): void;
  openSettings(section: string): void;
  update(step: Input<'update'>['step']): void;
  quit(): void;
}): MenuBar {
  const tray = new Tray(icon('idle'));
  /** What can be done about updates now; how it goes is shown in the settings. */
  const updateItem = ({ status, newVersion }: UpdateState): MenuItemConstructorOptions => {
    if (status === 'ready')
      return { label: `Restart to Update to ${newVersion}`, click: () => act.update('restart') };
    if (status === 'available' || status === 'downloading')
      return { label: `Update to ${newVersion}…`, click: () => act.openSettings('updates') };
    return {
      label: 'Check for Updates…',
      click: () => {
        act.openSettings('updates');
        act.update('check');
      },
    };
  };
  return {
    show({ activity, hotkey, history, listeningPaused, update }) {
      tray.setImage(icon(activity));
      tray.setToolTip(tips[activity]);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: 'Ask…', accelerator: hotkey, click: () => act.ask() },
          {
            label: 'Recent Requests',
            enabled: history.length > 0,
            submenu: history
              .slice(0, recentShown)
              .map(({ query }) => ({ label: shortened(query), click: () => act.askAgain(query) })),
          },
          ...(listeningPaused === undefined
            ? []
            : [
                {
                  label: 'Pause Listening',
                  type: 'checkbox' as const,
                  checked: listeningPaused,
                  click: () => act.pauseListening(!listeningPaused),
                },
              ]),
          { type: 'separator' },
          { label: 'Settings…', accelerator: 'Command+,', click: () => act.openSettings('general') },
          { label: 'Doctor…', click: () => act.openSettings('permissions') },
          updateItem(update),
          { type: 'separator' },
          { label: 'Quit TinyAgent', accelerator: 'Command+Q', click: () => act.quit() },
        ]),
      );
    },
  };
}

const tips: Readonly<Record<Activity | 'listening', string>> = {
  idle: 'TinyAgent',
  listening: 'TinyAgent is listening',
  working: 'TinyAgent is working',
  'needs-you': 'TinyAgent has a question',
};

/** macOS tints a template image for the menu bar it stands in; the file with @2x beside it is found by itself. */
function icon(activity: Activity | 'listening'): Electron.NativeImage {
  const image = nativeImage.createFromPath(iconFile(`${activity}Template`));
  image.setTemplateImage(true);
  return image;
}

const shortened = (query: string): string => (query.length > 48 ? `${query.slice(0, 47)}…` : query);
