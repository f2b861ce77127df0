import type { Bridge, CallName, Input, Message, Output } from '../contract.ts';

declare global {
  interface Window {
    readonly tinyagent: Bridge;
  }
}

/** Asks main; throws an Error with main's words when it refuses. */
export async function call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
  const result = await window.tinyagent.call(name, input);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

export const onMessage = (listener: (message: Message) => void): void => window.tinyagent.onMessage(listener);
