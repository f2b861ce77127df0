import type { UndoToken } from '../tools/tool.ts';

/** How a call ended: with an observation, with a reason why not, or not run because call `because` gave nothing. */
export type Outcome =
  | { readonly status: 'observed'; readonly observation: string; readonly undo?: readonly UndoToken[] }
  /** Something may have been done before it failed: `undo` takes that back. */
  | {
      readonly status: 'failed';
      readonly code: string;
      readonly message: string;
      readonly undo?: readonly UndoToken[];
    }
  | { readonly status: 'skipped'; readonly because: number };

/** By call id, in the order the calls ended. */
export type Outcomes = Map<number, Outcome>;

export function outcomeInWords(outcome: Outcome | undefined): string {
  switch (outcome?.status) {
    case 'observed':
      return outcome.observation;
    case 'failed':
      return `failed: ${outcome.message}`;
    case 'skipped':
      return `not run, for want of $${outcome.because}`;
    case undefined:
      return 'not run';
    default:
      return outcome satisfies never;
  }
}
