import type { Trouble } from './mac/trouble.ts';
import type { Call } from './plan/call.ts';
import type { ToolName } from './tools/names.ts';
import type { Question, UndoToken } from './tools/tool.ts';

/** What `assist` yields, as it happens. Milliseconds are wall time since the request began unless named otherwise. */
export type AssistEvent =
  | {
      readonly type: 'retrieved';
      readonly tools: readonly { name: ToolName; score: number }[];
      readonly ms: number;
    }
  | { readonly type: 'planning'; readonly text: string }
  | { readonly type: 'call'; readonly call: Call; readonly text: string; readonly ms: number }
  | { readonly type: 'planned'; readonly calls: number; readonly promptTokens: number; readonly ms: number }
  | CallEvent
  /** The planner wrote something that is no call; the rest of the plan goes on. */
  | { readonly type: 'misplanned'; readonly message: string }
  | { readonly type: 'replanning'; readonly why: string }
  | { readonly type: 'answered'; readonly answer: Answer };

/** What happens to a call, as execution goes on. */
export type CallEvent =
  | {
      readonly type: 'question';
      readonly id: number;
      /** `choose` one of the choices; `confirm` asks leave for an effect, choice 0 being yes; `tell` wants words. */
      readonly kind: 'choose' | 'confirm' | 'tell';
      readonly question: Question;
      /** Once; later answers are ignored. */
      answer(reply: Reply): void;
    }
  /** Leave for an effect, in the words the user was or would have been asked with; `asked`: by a question. */
  | {
      readonly type: 'consented';
      readonly id: number;
      readonly words: string;
      readonly allowed: boolean;
      readonly asked: boolean;
    }
  /** Why a call could not reach its app, and what the user can do about it. The call's `failed` follows. */
  | { readonly type: 'trouble'; readonly id: number; readonly trouble: Trouble }
  /** How far a long call is, in words. */
  | { readonly type: 'progress'; readonly id: number; readonly text: string }
  | { readonly type: 'started'; readonly id: number }
  | {
      readonly type: 'finished';
      readonly id: number;
      readonly observation: string;
      readonly undo: readonly UndoToken[];
      readonly durationMs: number;
    }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly code: string;
      readonly message: string;
      readonly undo: readonly UndoToken[];
      readonly durationMs: number;
    }
  | { readonly type: 'skipped'; readonly id: number; readonly because: number };

/** An index of the choices, or words; undefined: no answer, so the call ends. */
export type Reply = number | string | undefined;

export interface Answer {
  /** In words, for the user. */
  readonly text: string;
  readonly status: 'done' | 'failed' | 'nothing-to-do';
  /** What takes the request's effects back, in the order they happened. */
  readonly undo: readonly UndoToken[];
  readonly timings: {
    readonly retrievalMs: number;
    readonly planMs: number;
    readonly executionMs: number;
    readonly totalMs: number;
  };
}
