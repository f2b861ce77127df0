/** The apps the tools drive. */
export type AppName = 'Calendar' | 'Contacts' | 'Mail' | 'Notes' | 'Reminders' | 'Messages' | 'Finder';

/** A script file's text and the app it speaks to; the name is for messages and logs. */
export interface Script {
  readonly name: string;
  readonly app: AppName;
  readonly source: string;
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
  /** The user's own full name, for sign-offs; "" when unknown. */
  userName(): Promise<string>;
}

export type MacErrorCode =
  | 'not-permitted' // -1743: automation consent missing; accessibility, microphone
  | 'not-running' // -600, -609
  | 'not-found' // -1728, -1719
  | 'timed-out' // -1712, or killed at the limit: inconclusive, never retried blindly
  | 'refused' // -10000, -10025: the app would not
  | 'cancelled' // -128
  | 'script-fault'; // ours: -1700, -1708, -2753, -2741 …

/** The Mac could not do what was asked: `message` for the user, `code` for code, `number` as AppleScript gave it. */
export class MacError extends Error {
  readonly code: MacErrorCode;
  readonly number: number | undefined;

  constructor(code: MacErrorCode, message: string, options: { number?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'MacError';
    this.code = code;
    this.number = options.number;
  }
}
