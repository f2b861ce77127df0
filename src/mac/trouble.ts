import type { AppName } from './apps.ts';

/** A reason why no script reaches an app that the user can do something about. */
export type TroubleState =
  | 'not-installed'
  | 'not-running'
  | 'quit'
  | 'not-asked'
  | 'not-permitted'
  | 'no-accessibility'
  | 'timed-out'
  | 'locked';

/** A pane of System Settings › Privacy & Security. */
export type SettingsPane = 'automation' | 'accessibility';

export interface Trouble {
  readonly app: AppName;
  readonly state: TroubleState;
  /** What is the matter, in a sentence. */
  readonly what: string;
  /** What the user can do, in a sentence or two. */
  readonly whatToDo: string;
  /** Where it is put right, if in System Settings. */
  readonly pane?: SettingsPane;
}

/** How an app was found: well, or with its trouble. */
export type Diagnosis = { readonly app: AppName; readonly state: 'ready' } | Trouble;

/** What a state means for an app, and what to do about it. */
export function troubleWith(app: AppName, state: TroubleState): Trouble {
  return { app, state, ...words[state](app) };
}

export const isTroubleState = (code: string): code is TroubleState => Object.hasOwn(words, code);

/** The URL by which System Settings opens at a pane. */
export const settingsUrl = (pane: SettingsPane): string =>
  `x-apple.systempreferences:com.apple.preference.security?${pane === 'automation' ? 'Privacy_Automation' : 'Privacy_Accessibility'}`;

const words: Record<TroubleState, (app: AppName) => Omit<Trouble, 'app' | 'state'>> = {
  'not-installed': (app) => ({
    what: `${app} is not on this Mac.`,
    whatToDo: 'It comes with macOS and can be had again from the App Store.',
  }),
  'not-running': (app) => ({ what: `${app} did not start.`, whatToDo: 'Open it, then ask again.' }),
  quit: (app) => ({ what: `${app} quit while it was at work.`, whatToDo: 'Open it again.' }),
  'not-asked': (app) => ({
    what: `macOS has yet to ask you whether TinyAgent may control ${app}.`,
    whatToDo: 'Ask again, and click Allow in the window that macOS shows.',
    pane: 'automation',
  }),
  'not-permitted': (app) => ({
    what: `TinyAgent may not control ${app}.`,
    whatToDo: 'Allow it in System Settings › Privacy & Security › Automation, then ask again.',
    pane: 'automation',
  }),
  'no-accessibility': () => ({
    what: 'TinyAgent may not use the keyboard.',
    whatToDo: 'Allow it in System Settings › Privacy & Security › Accessibility, then ask again.',
    pane: 'accessibility',
  }),
  'timed-out': (app) => ({
    what: `${app} did not answer in time: it is busy, or waits for an answer in a window of its own.`,
    whatToDo: 'Look whether it shows a question; if not, quit it and open it again.',
  }),
  locked: (app) => ({
    what: `The screen is locked, and ${app} did not answer in time.`,
    whatToDo: 'Unlock the Mac.',
  }),
};
