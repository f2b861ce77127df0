/** Audio as it comes in, all of it kept. */
export interface Recording {
  /** In samples. */
  length(): number;
  ended(): boolean;
  /** When it ended, on performance's clock. */
  endedAt(): number;
  slice(start: number, end: number): Float32Array;
  /** Resolves once it is longer than `length` samples or has ended; rejects when its source fails. */
  more(length: number): Promise<void>;
  /** Stops listening to the source. */
  close(): void;
}

/** Listens to frames at once, however slowly they are looked at. */
export function createRecording(audio: AsyncIterable<Float32Array>): Recording {
  const source = audio[Symbol.asyncIterator]();
  let samples = new Float32Array(1 << 16);
  let length = 0;
  let endedAt: number | undefined;
  let failure: { readonly error: unknown } | undefined;
  let wake = () => {};

  const listen = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await source.next();
      if (done) return;
      if (length + value.length > samples.length) {
        const larger = new Float32Array(Math.max(2 * samples.length, length + value.length));
        larger.set(samples.subarray(0, length));
        samples = larger;
      }
      samples.set(value, length);
      length += value.length;
      wake();
    }
  };
  const end = () => {
    endedAt = performance.now();
    wake();
  };
  listen().then(end, (error: unknown) => {
    failure = { error };
    end();
  });

  return {
    length: () => length,
    ended: () => {
      if (failure !== undefined) throw failure.error;
      return endedAt !== undefined;
    },
    endedAt: () => endedAt ?? performance.now(),
    slice: (start, end) => samples.slice(start, end),
    more: (known) =>
      new Promise((resolve) => {
        wake = resolve;
        if (length > known || endedAt !== undefined) resolve();
      }),
    close: () => {
      // Not waited for: a source that never answers must not keep us, and what it says now is of no use.
      source.return?.().catch(() => {});
    },
  };
}
