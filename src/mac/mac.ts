import type { AppName } from './apps.ts';
import type { Diagnosis, SettingsPane } from './trouble.ts';

/** A script file's text and the app it speaks to; the name is for messages and logs. */
export interface Script {
  readonly name: string;
  readonly app: AppName;
  readonly source: string;
  /** Whether it changes nothing, so that it may run again when the app quit or refused halfway. */
  readonly repeatable?: boolean;
}

/** What `on run argv` may receive. User text only ever travels here, never in the source. */
export type Parameter = string | number | boolean | readonly Parameter[];

export interface FoundFile {
  readonly path: string;
  readonly modified: Date;
  readonly sizeBytes: number;
}

/** Everything the tools can do to a Mac: the real one (`real/`) or the simulated one (`simulated/`). */
export interface Mac {
  readonly kind: 'real' | 'simulated';
  /**
   * Starts the app if need be, runs the script's `on run argv` and returns its result as text.
   * It is run again once only where nothing can be done twice (`attempt.ts`).
   * Throws MacError; throws `signal.reason` on abort, after the script was ended.
   */
  runScript(
    script: Script,
    parameters: readonly Parameter[],
    options: { signal: AbortSignal; timeoutMs?: number },
  ): Promise<string>;
  /** Files whose name contains the words of `name` (case and diacritics aside), newest first, at most `limit`. */
  findFiles(name: string, options: { limit: number; signal: AbortSignal }): Promise<readonly FoundFile[]>;
  /** Opens the file in its usual app. */
  openFile(path: string, options: { signal: AbortSignal }): Promise<void>;
  readFile(path: string): Promise<Uint8Array>;
  /** Opens a URL (maps:, sms:, https://maps.apple.com/…) in the app that handles it. */
  openUrl(url: string, options: { signal: AbortSignal }): Promise<void>;
  /** Puts text on the clipboard. */
  copy(text: string, options: { signal: AbortSignal }): Promise<void>;
  /**
   * Whether a script could reach the app now. Opens it in the background, as a script would; macOS is made to ask the
   * user only where its record of consent cannot be read.
   */
  diagnose(app: AppName, options: { signal: AbortSignal }): Promise<Diagnosis>;
  /** Opens a pane of System Settings. */
  openSettings(pane: SettingsPane, options: { signal: AbortSignal }): Promise<void>;
  /** The user's own full name, for sign-offs; "" when unknown. */
  userName(): Promise<string>;
}

export type MacErrorCode =
  | 'not-installed' // -10814, or `open` found no such app
  | 'not-running' // -600, -10810: it does not start
  | 'quit' // -609: it was gone in the middle
  | 'not-asked' // -1744, or a window of macOS that asks for consent and was not answered
  | 'not-permitted' // -1743: the user said no
  | 'no-accessibility' // 1002, -25211: no keyboard for us
  | 'timed-out' // -1712, or ended at the limit: inconclusive, so never run again
  | 'locked' // -1712 behind a locked screen
  | 'not-found' // -1728, -1719
  | 'refused' // -10000, -10004, -10025: the app would not
  | 'cancelled' // -128
  | 'script-fault'; // ours: -1700, -1708, -2753, -2741 …

/** The Mac could not do what was asked: `message` for the user, `code` for code, `number` as AppleScript gave it. */
export class MacError extends Error {
  readonly code: MacErrorCode;
  readonly number: number | undefined;
  /** The app that was spoken to; undefined where none was. */
  readonly app: AppName | undefined;

  constructor(
    code: MacErrorCode,
    message: string,
    options: { number?: number; app?: AppName; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'MacError';
    this.code = code;
    this.number = options.number;
    this.app = options.app;
  }
}
