import type { Parameter, Script } from '../mac/mac.ts';
import type { ToolContext } from './tool.ts';

/** Runs a script whose result is rows, each ended by `character id 30`, of fields set apart by `character id 31`. */
export async function scriptRows(
  script: Script,
  parameters: readonly Parameter[],
  { mac, signal }: Pick<ToolContext, 'mac' | 'signal'>,
): Promise<string[][]> {
  const result = await mac.runScript(script, parameters, { signal });
  return result
    .split('\u001e')
    .filter((row) => row !== '')
    .map((row) => row.split('\u001f'));
}
