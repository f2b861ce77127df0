import type { JSX } from 'preact';
import type { PullProgress } from '../../../runtime/downloads/pull-model.ts';

/** How far something is; without `progress`, only that it goes on. */
export function Bar({
  label,
  progress,
}: {
  readonly label: string;
  readonly progress: PullProgress | undefined;
}): JSX.Element {
  return progress === undefined ? (
    <progress class="bar" aria-label={label} />
  ) : (
    <progress class="bar" aria-label={label} max={progress.totalBytes} value={progress.receivedBytes} />
  );
}
