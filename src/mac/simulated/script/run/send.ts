import { type Command, ScriptError, type Specifier, type Value } from '../../values.ts';
import { display, displaySpecifier } from '../display.ts';
import { cannotGet, text } from '../values.ts';
import type { Scope } from './scope.ts';
import { targetApp } from './target.ts';

/** Sends a command to the app a specifier belongs to; its errors carry the app's name, as on a Mac. */
export async function send(specifier: Specifier, sent: Command, scope: Scope): Promise<Value> {
  const app = targetApp(specifier);
  const host = app === undefined ? undefined : scope.run.machine.app(app);
  if (host === undefined)
    throw cannotGet(
      app === undefined ? displaySpecifier(specifier) : `application ${display(text(app), 'source')}`,
    );
  return deliver(host.name, (limit) => host.send(sent, { signal: limit }), scope);
}

/** Asks the app for the value a specifier names. */
export const get = (specifier: Specifier, scope: Scope): Promise<Value> =>
  send(specifier, { name: 'get', direct: { type: 'reference', specifier }, parameters: new Map() }, scope);

/** Has a receiver do its work, within what is left of a `with timeout` block; `app` is "" where errors carry no name. */
export async function deliver(
  app: string,
  work: (limit: AbortSignal) => Promise<Value>,
  scope: Scope,
): Promise<Value> {
  const { signal } = scope.run;
  signal.throwIfAborted();
  const leftMs = scope.deadline === undefined ? undefined : Math.max(1, scope.deadline - Date.now());
  const limit = leftMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(leftMs)]);
  try {
    return await work(limit);
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw new ScriptError(-1712, `${app} got an error: AppleEvent timed out.`);
    if (error instanceof ScriptError && app !== '' && !error.message.startsWith(`${app} got an error`)) {
      throw new ScriptError(error.number, `${app} got an error: ${error.message}`, error.range);
    }
    throw error;
  }
}
