import { MacError } from './mac/mac.ts';
import { toolNamed } from './tools/index.ts';
import { type ToolContext, ToolError, type UndoToken } from './tools/tool.ts';

/** How one effect was taken back, or why it could not be, in a sentence. */
export interface TakenBack {
  readonly token: UndoToken;
  readonly done: boolean;
  readonly text: string;
}

/**
 * Takes effects back, the last first, and yields how each went. One that cannot be taken back does not keep the others.
 * Throws `signal.reason` on abort; what was not reached is then left as it is.
 */
export async function* takeBack(
  tokens: readonly UndoToken[],
  context: Pick<ToolContext, 'mac' | 'zoom' | 'signal'>,
): AsyncGenerator<TakenBack, void> {
  for (const token of tokens.toReversed()) {
    context.signal.throwIfAborted();
    const { undo } = toolNamed(token.tool);
    if (undo === undefined) {
      yield { token, done: false, text: `I cannot take back ${token.label}.` };
      continue;
    }
    try {
      yield { token, done: true, text: await undo(token.data, context) };
    } catch (error) {
      context.signal.throwIfAborted();
      if (!(error instanceof ToolError) && !(error instanceof MacError)) throw error;
      yield { token, done: false, text: `I cannot take back ${token.label}. ${error.message}` };
    }
  }
}
