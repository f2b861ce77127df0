import { app, BrowserWindow } from 'electron';
import type { Message } from '../contract.ts';
import { preloadFile } from './places.ts';
import { pageUrl } from './scheme.ts';

export interface SettingsWindow {
  /** The window while it is open. */
  readonly window: BrowserWindow | undefined;
  /** Opens it, or brings it to the front, at a section. */
  open(section: string): void;
}

/** An ordinary window, made when it is wanted; only while it is open is the app in the dock. */
export function createSettingsWindow(): SettingsWindow {
  let window: BrowserWindow | undefined;
  return {
    get window() {
      return window;
    },
    open(section) {
      if (window !== undefined) {
        window.show();
        window.focus();
        const message: Message = { type: 'section', section };
        window.webContents.send('message', message);
        return;
      }
      void app.dock?.show();
      const opened = new BrowserWindow({
        width: 820,
        height: 600,
        minWidth: 680,
        minHeight: 460,
        show: false,
        title: 'TinyAgent Settings',
        titleBarStyle: 'hiddenInset',
        vibrancy: 'sidebar',
        fullscreenable: false,
        webPreferences: {
          preload: preloadFile,
          contextIsolation: true,
          sandbox: true,
          nodeIntegration: false,
          spellcheck: false,
        },
      });
      opened.once('ready-to-show', () => {
        opened.show();
        opened.focus();
      });
      opened.on('closed', () => {
        window = undefined;
        app.dock?.hide();
      });
      void opened.loadURL(`${pageUrl('settings')}#${encodeURIComponent(section)}`);
      window = opened;
    },
  };
}
