import { vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Ended } from './command.ts';

/** Runs the `tinyagent` command in this process, which spares its start; what it writes is caught. */
export async function tinyagentHere(args: readonly string[], { state }: { state: string }): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text;
    return true;
  });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
  vi.stubEnv('TINYAGENT_STATE', state);
  try {
    const status = await main(args);
    return { status, stdout, stderr };
  } finally {
    vi.unstubAllEnvs();
    out.mockRestore();
    err.mockRestore();
  }
}
