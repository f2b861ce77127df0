import { MacError, type MacErrorCode } from './mac.ts';

/** What an AppleScript error number means to code, and to the user: what happened and what to do. */
export function macError(number: number, message: string, app: string): MacError {
  const { code, say } = meaning(number, app);
  return new MacError(code, say, { number, cause: new Error(`${message} (${number})`) });
}

function meaning(number: number, app: string): { code: MacErrorCode; say: string } {
  switch (number) {
    case -1743:
      return {
        code: 'not-permitted',
        say: `TinyAgent may not control ${app}. Allow it in System Settings › Privacy & Security › Automation, then ask again.`,
      };
    case 1002:
    case -25211:
      return {
        code: 'not-permitted',
        say: 'TinyAgent may not use the keyboard. Allow it in System Settings › Privacy & Security › Accessibility.',
      };
    case -600:
    case -609:
    case -10810:
      return { code: 'not-running', say: `${app} did not start. Open it, then ask again.` };
    case -1728:
    case -1719:
      return { code: 'not-found', say: `${app} does not have what was asked for.` };
    case -1712:
      return {
        code: 'timed-out',
        say: `${app} did not answer in time: it is busy, or waits for an answer in a window of its own. What was asked may still happen, so look there before you ask again.`,
      };
    case -128:
      return { code: 'cancelled', say: `It was cancelled in ${app}.` };
    case -10025:
      return {
        code: 'refused',
        say: `${app} would not save it: the calendar may be read-only, or the end lies before the start.`,
      };
    case -10000:
    case -10004:
      return { code: 'refused', say: `${app} refused. Look whether it shows a message, then ask again.` };
    default:
      return {
        code: 'script-fault',
        say: `The script for ${app} failed (${number}). This is a fault of TinyAgent, not yours.`,
      };
  }
}
