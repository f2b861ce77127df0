import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Runs a command of the system; throws what it wrote when it fails. */
export function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, [...args], { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return stdout;
}

/** Writes a WAV file of espeak-ng saying a sentence. `speed` in words a minute. */
export function say(
  file: string,
  sentence: string,
  { speed = 160, voice = 'en-us' }: { speed?: number; voice?: string } = {},
): Uint8Array {
  run('espeak-ng', ['-w', file, '-s', String(speed), '-v', voice, sentence]);
  return readFileSync(file);
}
