import type { Parameter, Script } from '../mac/mac.ts';
import { type ToolContext, ToolError } from './tool.ts';

/**
 * Takes a thing away by a script that answers "deleted", or "gone" when it was not there any more.
 * Resolves to a sentence. Throws ToolError('not-found') when it was gone.
 */
export async function takeAway(
  thing: string,
  script: Script,
  parameters: readonly Parameter[],
  { mac, signal }: Pick<ToolContext, 'mac' | 'signal'>,
): Promise<string> {
  const end = await mac.runScript(script, parameters, { signal });
  if (end !== 'deleted') throw new ToolError('not-found', `${thing} is not there any more.`);
  return `${thing} is deleted.`;
}
