import { createInterface } from 'node:readline/promises';
import type { CallEvent, Reply } from '../events.ts';

type QuestionEvent = Extract<CallEvent, { type: 'question' }>;

/** Somebody who answers questions: answers given beforehand, a person at a terminal, or nobody. */
export interface Terminal {
  readonly canAsk: boolean;
  answer(event: QuestionEvent, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** `answers`: to the questions in order, the number of a choice or words; a terminal is asked for the others. */
export function createTerminal({
  json,
  answers = [],
}: {
  json: boolean;
  answers?: readonly string[] | undefined;
}): Terminal {
  const given = [...answers];
  const interactive = process.stdin.isTTY === true && !json;
  const lines = interactive ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  // readline takes Ctrl-C for itself; hand it on to the process.
  lines?.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  return {
    canAsk: interactive || answers.length > 0,
    async answer({ kind, question, answer }, signal) {
      const next = given.shift();
      if (next !== undefined) return answer(kind === 'tell' ? next : choiceOf(next, question.choices));
      if (lines === undefined) return answer(undefined);
      if (kind === 'tell') return answer(await lines.question('? ', { signal }));
      const choices = question.choices.map(
        ({ label, detail }, index) => `  ${index + 1}. ${label}${detail === '' ? '' : ` — ${detail}`}`,
      );
      // the first line of the question was printed as the event it is
      const details = question.text.split('\n').slice(1);
      process.stderr.write(`${[...details, ...choices].join('\n')}\n`);
      for (;;) {
        const typed = (await lines.question(`1–${question.choices.length}? `, { signal })).trim();
        if (typed === '') return answer(undefined);
        const chosen = choiceOf(typed, question.choices);
        if (chosen !== undefined) return answer(chosen);
      }
    },
    close: () => lines?.close(),
  };
}

/** The choice of a number, or the one whose label begins so; undefined when none does. */
function choiceOf(typed: string, choices: readonly { label: string }[]): Reply {
  const number = Number(typed) - 1;
  if (choices[number] !== undefined) return number;
  const found = choices.findIndex(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase()));
  return found < 0 ? undefined : found;
}
