import type { PullProgress } from '../runtime/downloads/pull-model.ts';
import { gigabytes } from '../runtime/model-memory.ts';

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

/** "412 MB of 668 MB (61 %), 12.4 MB/s, 21 s left". */
export function progressInWords({
  receivedBytes,
  totalBytes,
  bytesPerSecond,
  secondsLeft,
}: PullProgress): string {
  const percent = totalBytes === 0 ? 100 : Math.floor((100 * receivedBytes) / totalBytes);
  return [
    `${gigabytes(receivedBytes)} of ${gigabytes(totalBytes)} (${percent} %)`,
    ...(bytesPerSecond === undefined ? [] : [`${(bytesPerSecond / 1e6).toFixed(1)} MB/s`]),
    ...(secondsLeft === undefined || secondsLeft <= 0 ? [] : [`${timeInWords(secondsLeft)} left`]),
  ].join(', ');
}

function timeInWords(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
