import { execFile } from 'node:child_process';
import { MacError } from '../mac.ts';

/**
 * Runs a macOS command without a shell and resolves to its standard output.
 * Throws MacError('refused') with what it said, and `signal.reason` on abort.
 */
export function command(
  name: string,
  args: readonly string[],
  { signal, input }: { signal?: AbortSignal; input?: string } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      maxBuffer: 16 * 1024 * 1024,
      timeout: 30_000,
      ...(signal === undefined ? {} : { signal }),
    };
    const child = execFile(name, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (signal?.aborted === true) reject(signal.reason);
      else
        reject(
          new MacError('refused', `${name} failed: ${stderr.trim() || error.message}`, { cause: error }),
        );
    });
    child.stdin?.on('error', () => {}); // the command may end before it has read all; its exit status tells
    child.stdin?.end(input);
  });
}
