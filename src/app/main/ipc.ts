import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { type CallName, contract, type Failure, type Input, type Output, type Result } from '../contract.ts';
import { isOurPage } from './scheme.ts';

/** What main does for the windows; each may fail by throwing, with words for the user. */
export type Handlers = {
  readonly [Name in CallName]: (input: Input<Name>) => Output<Name> | Promise<Output<Name>>;
};

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(contract, name);

/** Answers the windows' calls: only our own pages are heard, only what the contract says is handed on. */
export function answerCalls(
  handlers: Handlers,
  { isOurWindow }: { isOurWindow: (event: IpcMainInvokeEvent) => boolean },
): void {
  ipcMain.handle('call', async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    const { senderFrame } = event;
    if (
      senderFrame === null ||
      senderFrame.parent !== null ||
      !isOurPage(senderFrame.url) ||
      !isOurWindow(event)
    )
      return failure('not-allowed', 'Only TinyAgent’s own windows are answered.');
    if (!isCallName(name)) return failure('bad-input', 'There is no such call.');
    const parsed = contract[name].safeParse(input);
    if (!parsed.success) return failure('bad-input', z.prettifyError(parsed.error));
    try {
      const handle = handlers[name] as (input: unknown) => unknown;
      return { ok: true, value: await handle(parsed.data) };
    } catch (error) {
      if (error instanceof z.ZodError) return failure('bad-input', z.prettifyError(error));
      return failure('failed', error instanceof Error ? error.message : String(error));
    }
  });
}

const failure = (code: Failure['code'], message: string): Failure => ({ ok: false, code, message });
