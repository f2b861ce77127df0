import type { AppName } from './apps.ts';
import { macErrorOf } from './errors.ts';
import { MacError, type Script } from './mac.ts';

/**
 * Runs a script, and once more after an error only where nothing can be done twice by it: when the app was not running
 * (-600), and, for a script that changes nothing, when the app quit (-609) or gave up (-10000). A time-out is
 * inconclusive, so nothing runs again after it; it is asked whether the screen or a window of macOS was the reason.
 */
export async function attempt(
  script: Script,
  runOnce: () => Promise<string>,
  {
    start,
    whyUnanswered,
  }: {
    start: (app: AppName) => Promise<void>;
    whyUnanswered: (app: AppName) => Promise<'locked' | 'not-asked' | 'timed-out'>;
  },
): Promise<string> {
  const run = async (): Promise<string> => {
    try {
      return await runOnce();
    } catch (error) {
      if (!(error instanceof MacError) || error.code !== 'timed-out') throw error;
      throw macErrorOf(await whyUnanswered(script.app), -1712, error.message, script.app);
    }
  };
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof MacError) || !mayRunAgain(error, script)) throw error;
    await start(script.app);
    return run();
  }
}

const mayRunAgain = ({ number }: MacError, { repeatable }: Script): boolean =>
  number === -600 || (repeatable === true && (number === -609 || number === -10000));
