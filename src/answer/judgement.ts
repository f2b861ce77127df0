import { callsRead } from '../plan/call.ts';
import type { Attempt } from '../plan/described/attempt.ts';
import type { UserRequest } from '../request/request.ts';

/**
 * The calls whose results must be read to answer: what a note or a PDF says was asked about, and no other call uses
 * it. A note that is only to be opened, or a PDF only to be summarised, is answered by its own result.
 */
export function callsToJudge({ query }: UserRequest, { calls, outcomes }: Attempt): readonly number[] {
  const used = new Set(calls.flatMap((call) => callsRead(call.args)));
  return calls
    .filter(({ id, tool }) => {
      if (used.has(id) || outcomes.get(id)?.status !== 'observed') return false;
      if (tool === 'open_note') return asksAbout.test(query) || asksForSummary.test(query);
      return tool === 'summarize_pdf' && asksAbout.test(query);
    })
    .map(({ id }) => id);
}

const asksAbout =
  /\?\s*$|^\W*(?:who|what|when|where|which|why|how|is|are|was|were|does|did|do|has|have)\b|\b(?:find out|tell me|let me know|check (?:if|whether|what|when|who|how)|look up|explain|compare)\b/i;
const asksForSummary = /\bsum(?:mary|mari[sz]e|marise| up)\b|\bin (?:short|brief)\b|\bgist\b/i;

/** Why a new plan might do better, or undefined: what the world lacks or the plan got wrong, not what was refused. */
export function mendable({ calls, outcomes }: Attempt): string | undefined {
  for (const { id } of calls) {
    const outcome = outcomes.get(id);
    if (outcome?.status === 'failed' && (outcome.code === 'not-found' || outcome.code === 'bad-argument'))
      return outcome.message;
  }
  return undefined;
}
