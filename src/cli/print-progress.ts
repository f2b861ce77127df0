import { progressInWords } from '../runtime/downloads/progress-in-words.ts';
import type { PullProgress } from '../runtime/downloads/pull-model.ts';

/** A line is renewed so often on a terminal, and a new one written so often elsewhere. In milliseconds. */
const renewMs = 200;
const repeatMs = 10_000;

/** Shows how a download goes: on a terminal in one line, elsewhere now and then. */
export function printProgress(
  out: NodeJS.WriteStream,
  name: string,
): { show(progress: PullProgress): void; end(): void } {
  let shownAt = Number.NEGATIVE_INFINITY;
  let open = false;
  return {
    show(progress) {
      const at = performance.now();
      const whole = progress.receivedBytes === progress.totalBytes;
      if (!whole && at - shownAt < (out.isTTY ? renewMs : repeatMs)) return;
      shownAt = at;
      const line = `${name}  ${progressInWords(progress)}`;
      out.write(out.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
      open = out.isTTY;
    },
    end() {
      if (open) out.write('\n');
      open = false;
    },
  };
}
