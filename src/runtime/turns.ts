/**
 * Lets one go at a time, in the order they came. Resolves to what ends the turn. Throws `signal.reason` on abort, also
 * while it waits.
 */
export function createTurns(): (signal: AbortSignal) => Promise<() => void> {
  let last: Promise<void> = Promise.resolve();
  return (signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const before = last;
      const { done, end } = openTurn();
      last = before.then(() => done);
      const onAbort = (): void => {
        end();
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      void before.then(() => {
        signal.removeEventListener('abort', onAbort);
        resolve(end);
      });
    });
}

function openTurn(): { done: Promise<void>; end: () => void } {
  let end = (): void => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { done, end };
}
