import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../src/cli/tinyagent.mjs', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the `tinyagent` command as a user would, with a state folder of its own. */
export function tinyagent(
  args: readonly string[],
  {
    state,
    input = '',
    env = {},
    onOutput,
  }: {
    state: string;
    input?: string;
    env?: Record<string, string>;
    /** Sees standard output so far; what it returns is sent as a signal, once. */
    onOutput?: (stdout: string) => NodeJS.Signals | undefined;
  },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], {
      env: { ...process.env, TINYAGENT_STATE: state, NO_COLOR: '1', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    let signalled = false;
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      stdout += piece;
      const signal = signalled ? undefined : onOutput?.(stdout);
      if (signal !== undefined) {
        signalled = true;
        child.kill(signal);
      }
    });
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      stderr += piece;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    child.stdin.on('error', () => {}); // the command may end before it has read its input
    child.stdin.end(input);
  });
}

/** A folder that is gone when the test file ends. */
export function temporaryFolder(afterAll: (clean: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'tinyagent-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
