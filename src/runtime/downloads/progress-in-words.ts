import { gigabytes } from '../gigabytes.ts';
import type { PullProgress } from './pull-model.ts';

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
