import { type Outcomes, outcomeInWords } from '../../execution/outcome.ts';
import type { LanguageModel } from '../../runtime/models.ts';
import { fenced } from '../../text/fence.ts';
import type { Call } from '../call.ts';
import { formatCall } from '../write.ts';
import { cutToTokens } from './tokens.ts';

/** A plan that was run, and how its calls ended: what a new plan and the joiner are told. */
export interface Attempt {
  readonly calls: Call[];
  outcomes: Outcomes;
}

/** The calls of a plan, each with what it returned as data, cut to so many tokens. */
export function describeAttempt(
  { calls, outcomes }: Attempt,
  { model, observationTokens }: { model: Pick<LanguageModel, 'countTokens'>; observationTokens: number },
): string {
  return calls
    .map((call) => {
      const ended = cutToTokens(outcomeInWords(outcomes.get(call.id)), {
        most: observationTokens,
        countTokens: model.countTokens,
      });
      return `${call.id}. ${formatCall(call)}\n${fenced(ended)}`;
    })
    .join('\n');
}
