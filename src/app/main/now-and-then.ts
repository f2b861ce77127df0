/** Makes a call that may come often into one that is made every `everyMs` milliseconds at most, the last one included. */
export function nowAndThen(call: () => void, everyMs: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      call();
    }, everyMs);
  };
}
