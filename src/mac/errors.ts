import type { AppName } from './apps.ts';
import { MacError, type MacErrorCode } from './mac.ts';
import { isTroubleState, type Trouble, troubleWith } from './trouble.ts';

/** The numbers of AppleScript's errors that mean something of their own; any other is a fault of the script. */
export const errorCodes: Readonly<Record<number, MacErrorCode>> = {
  [-10814]: 'not-installed',
  [-600]: 'not-running',
  [-10810]: 'not-running',
  [-609]: 'quit',
  [-1744]: 'not-asked',
  [-1743]: 'not-permitted',
  1002: 'no-accessibility',
  [-25211]: 'no-accessibility',
  [-1712]: 'timed-out',
  [-1728]: 'not-found',
  [-1719]: 'not-found',
  [-10000]: 'refused',
  [-10004]: 'refused',
  [-10025]: 'refused',
  [-128]: 'cancelled',
};

/** What an AppleScript error number means to code, and to the user: what happened and what to do. */
export function macError(number: number, message: string, app: AppName): MacError {
  return macErrorOf(codeOf(number, app), number, message, app);
}

/** As `macError`, where more is known than the number tells. */
export function macErrorOf(code: MacErrorCode, number: number, message: string, app: AppName): MacError {
  return new MacError(code, inWords(code, number, app), {
    number,
    app,
    cause: new Error(`${message} (${number})`),
  });
}

/** The trouble with an app that an error tells of; undefined for what no setting, key or click puts right. */
export function troubleOf({ code, app }: MacError): Trouble | undefined {
  return app !== undefined && isTroubleState(code) ? troubleWith(app, code) : undefined;
}

export function codeOf(number: number, app: AppName): MacErrorCode {
  // System Events says "invalid index" where it may not use the keyboard
  if (number === -1719 && app === 'System Events') return 'no-accessibility';
  return errorCodes[number] ?? 'script-fault';
}

function inWords(code: MacErrorCode, number: number, app: AppName): string {
  if (isTroubleState(code)) {
    const { what, whatToDo } = troubleWith(app, code);
    return inconclusive.includes(code) ? `${what} ${whatToDo} ${lookFirst}` : `${what} ${whatToDo}`;
  }
  switch (code) {
    case 'not-found':
      return `${app} does not have what was asked for.`;
    case 'refused':
      return number === -10025
        ? `${app} would not save it: the calendar may be read-only, or the end lies before the start.`
        : `${app} refused. Look whether it shows a message, then ask again.`;
    case 'cancelled':
      return `It was cancelled in ${app}.`;
    case 'script-fault':
      return `The script for ${app} failed (${number}). This is a fault of TinyAgent, not yours.`;
    default:
      return code satisfies never;
  }
}

/** Ends after which nobody knows what was done: a second try could do it twice. */
const inconclusive: readonly MacErrorCode[] = ['quit', 'timed-out', 'locked'];
const lookFirst = 'What was asked may still happen, so look there before you ask again.';
