import { BrowserWindow, screen, systemPreferences } from 'electron';
import type { Message } from '../contract.ts';
import { preloadFile } from './places.ts';
import { pageUrl } from './scheme.ts';

/** The width of the window; it is as high as what it holds. In CSS pixels. */
const width = 720;
/** How far below the top of the screen it stands, and how much of it it may fill at most. */
const topShare = 0.16;
const mostHeightShare = 0.7;
/** A panel's blur follows the main window, and comes once right after showing. In milliseconds. */
const deafToBlurMs = 400;

export interface Panel {
  readonly window: BrowserWindow;
  /**
   * The hotkey went down. The window comes up; where it is up it goes away, unless this may be the start of talking:
   * then the page decides, once it knows how long the key was held.
   */
  press(options: { mayTalk: boolean }): void;
  show(by: 'hotkey' | 'menu'): void;
  hide(): void;
  /** Takes the height the content wants. */
  resize(height: number): void;
}

/** The window the hotkey brings up: made once, hidden, and shown where the user is. */
export function createPanel({
  now = Date.now,
  giveFocusBack,
  tell,
}: {
  now?: () => number;
  /** After hiding: the app the user was in is in front again. */
  giveFocusBack: () => void;
  /** Tells the windows that it was shown or hidden. */
  tell: (message: Message) => void;
}): Panel {
  const window = new BrowserWindow({
    width,
    height: 120,
    show: false,
    type: 'panel',
    title: 'TinyAgent',
    frame: false,
    transparent: true,
    backgroundColor: '#00000000',
    vibrancy: 'under-window',
    visualEffectState: 'active',
    roundedCorners: true,
    hasShadow: true,
    resizable: false,
    movable: true,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      // a hidden window must be ready within a frame
      backgroundThrottling: false,
      spellcheck: false,
    },
  });
  window.setAlwaysOnTop(true, 'pop-up-menu');
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  void window.loadURL(pageUrl('panel'));

  let shownAt = 0;
  const show = (by: 'hotkey' | 'menu'): void => {
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    const [, height = 120] = window.getContentSize();
    window.setBounds({
      x: Math.round(workArea.x + (workArea.width - width) / 2),
      y: Math.round(workArea.y + workArea.height * topShare),
      width,
      height,
    });
    shownAt = now();
    window.showInactive(); // the app the user is in stays the active one
    window.focus(); // on macOS 26 a panel has no keyboard before
    tell({ type: 'shown', by, maxHeight: Math.round(workArea.height * mostHeightShare) });
  };
  const hide = (): void => {
    if (!window.isVisible()) return;
    window.hide();
    tell({ type: 'hidden' });
    giveFocusBack();
  };
  window.on('blur', () => {
    if (now() - shownAt >= deafToBlurMs && !window.webContents.isDevToolsOpened()) hide();
  });
  if (process.platform === 'darwin') {
    systemPreferences.subscribeWorkspaceNotification('NSWorkspaceActiveSpaceDidChangeNotification', hide);
  }
  // closing it would mean making it anew: it is only hidden
  window.on('close', (event) => {
    event.preventDefault();
    hide();
  });
  return {
    window,
    show,
    hide,
    press({ mayTalk }) {
      if (!window.isVisible()) return show('hotkey');
      if (!mayTalk) return hide();
      window.focus(); // else the page does not hear the key come up
      tell({ type: 'pressed' });
    },
    resize(height) {
      const { workArea } = screen.getDisplayMatching(window.getBounds());
      window.setContentSize(width, Math.round(Math.min(height, workArea.height * mostHeightShare)));
    },
  };
}
