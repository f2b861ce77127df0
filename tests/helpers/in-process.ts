import { vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Ended } from './command.ts';

/** Runs a `tinyagent` command in this process, which is quicker than one of its own, with a state folder of its own. */
export async function inProcess(args: readonly string[], state: string): Promise<Ended> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  vi.stubEnv('TINYAGENT_STATE', state);
  try {
    const status = await main(args);
    return { status, ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}
