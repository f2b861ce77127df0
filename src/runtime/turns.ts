/** Hands out turns, one at a time, in the order they were asked for. */
export interface Turns {
  /** Resolves when it is the asker's turn, to what ends it. Throws `signal.reason` on abort; the turn is then passed on. */
  take(signal: AbortSignal): Promise<() => void>;
  /** Whether somebody has a turn or waits for one. */
  readonly busy: boolean;
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  let asked = 0;
  return {
    get busy() {
      return asked > 0;
    },
    async take(signal) {
      signal.throwIfAborted();
      const before = last;
      let finish = () => {};
      const mine = new Promise<void>((resolve) => {
        finish = resolve;
      });
      last = before.then(() => mine);
      asked += 1;
      let ended = false;
      const end = () => {
        if (ended) return;
        ended = true;
        asked -= 1;
        finish();
      };
      try {
        await untilAborted(before, signal);
      } catch (error) {
        end();
        throw error;
      }
      return end;
    },
  };
}

/** What `work` resolves to; throws `signal.reason` the moment it is aborted, while `work` goes on unheard. */
export async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
