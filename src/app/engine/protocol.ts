import { z } from 'zod';
import type { Diagnosis } from '../../mac/trouble.ts';
import { toolNames } from '../../tools/names.ts';
import { contract, type WireEvent } from '../contract.ts';

/** What main and the engine process say to each other. */

const undoToken = z.strictObject({
  tool: z.enum(toolNames),
  label: z.string(),
  data: z.record(z.string(), z.string()),
});
const zoomAccount = z.strictObject({
  accountId: z.string().min(1),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});
/** The moment of asking, in ISO 8601: a request that waits for the models keeps its own clock. */
const now = z.iso.datetime();

export const engineCommand = z.discriminatedUnion('type', [
  contract.ask.extend({ type: z.literal('ask'), now }),
  contract.review.extend({ type: z.literal('review'), now }),
  contract.run.extend({ type: z.literal('run'), now }),
  contract.answer.extend({ type: z.literal('answer') }),
  contract.cancel.extend({ type: z.literal('cancel') }),
  contract.undo.extend({ type: z.literal('undo'), tokens: z.array(undoToken), now }),
  /** Looks whether scripts reach the apps. */
  z.strictObject({ type: z.literal('diagnose') }),
  /** Looks up what somebody who speaks is likely to name. */
  z.strictObject({ type: z.literal('vocabulary') }),
  /** The settings name other models now: they are opened when what is under way has ended. */
  z.strictObject({ type: z.literal('reload') }),
  /** The user's Zoom account; null when there is none. */
  z.strictObject({ type: z.literal('zoom'), account: zoomAccount.nullable() }),
]);
export type EngineCommand = z.infer<typeof engineCommand>;

export type EngineReport =
  | { readonly type: 'loading' }
  | { readonly type: 'ready' }
  /** The models cannot be opened: why and what to do. Requests are answered with the same words. */
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'diagnosed'; readonly diagnoses: readonly Diagnosis[] }
  | { readonly type: 'vocabulary'; readonly names: readonly string[]; readonly titles: readonly string[] }
  | { readonly type: 'event'; readonly id: string; readonly event: WireEvent };

/** Told to the engine in its environment: whether everything happens on the simulated Mac. */
export const simulatedVariable = 'TINYAGENT_SIMULATED';
