import type { Mac } from '../../mac/mac.ts';
import { MacError } from '../../mac/mac.ts';
import { toolNamed } from '../../tools/index.ts';
import { ToolError, type UndoToken, type Zoom } from '../../tools/tool.ts';

export interface TakenBack {
  /** A sentence for each effect that is gone. */
  readonly done: readonly string[];
  /** A sentence for each that could not be taken back. */
  readonly failed: readonly string[];
}

/**
 * Takes a request's effects back, the last one first. One that cannot be taken back does not keep the others from it.
 * Throws `signal.reason` on abort.
 */
export async function takeBack(
  tokens: readonly UndoToken[],
  context: { mac: Mac; zoom: Zoom; signal: AbortSignal },
): Promise<TakenBack> {
  const done: string[] = [];
  const failed: string[] = [];
  for (const { tool, label, data } of tokens.toReversed()) {
    try {
      const words = await toolNamed(tool).undo?.(data, context);
      if (words === undefined) failed.push(`I cannot take back ${label}.`);
      else done.push(words);
    } catch (error) {
      context.signal.throwIfAborted();
      if (!(error instanceof ToolError) && !(error instanceof MacError)) throw error;
      failed.push(`I could not take back ${label}: ${error.message}`);
    }
  }
  return { done, failed };
}
