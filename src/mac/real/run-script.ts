import { runAppleScript } from 'run-applescript';
import type { AppName } from '../apps.ts';
import { macError } from '../errors.ts';
import { MacError, type Parameter, type Script } from '../mac.ts';
import { literal } from './literal.ts';

/** How long a script may take when the caller does not say, in milliseconds. */
const defaultTimeoutMs = 60_000;

/**
 * Runs a script by osascript as `run script "…" with parameters {…}`, and ends it at the time limit.
 * Throws MacError with the number osascript gave, and `signal.reason` on abort.
 */
export async function runScript(
  { app, source }: Script,
  parameters: readonly Parameter[],
  { signal, timeoutMs = defaultTimeoutMs }: { signal: AbortSignal; timeoutMs?: number },
): Promise<string> {
  signal.throwIfAborted();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    return await runAppleScript(`run script ${literal(source)} with parameters ${literal(parameters)}`, {
      signal: limit,
    });
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw macError(-1712, `osascript was ended after ${timeoutMs} ms`, app);
    throw scriptError(error, app);
  }
}

/** The trailing `(-n)` of osascript's standard error is the error's number; its text is in the user's language. */
function scriptError(error: unknown, app: AppName): MacError {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const number = [...said.matchAll(/\((-?\d+)\)/g)].at(-1)?.[1];
  if (number !== undefined) return macError(Number(number), said.trim(), app);
  return new MacError('script-fault', `osascript could not be run: ${said.trim() || String(error)}`, {
    app,
    cause: error,
  });
}
