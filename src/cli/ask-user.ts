import { createInterface } from 'node:readline/promises';
import type { CallEvent } from '../events.ts';

type QuestionEvent = Extract<CallEvent, { type: 'question' }>;

/** Somebody at a terminal who answers questions by number; nobody when input is not a terminal. */
export interface Terminal {
  readonly canAsk: boolean;
  answer(event: QuestionEvent, signal: AbortSignal): Promise<void>;
  close(): void;
}

export function createTerminal({ json }: { json: boolean }): Terminal {
  const interactive = process.stdin.isTTY === true && !json;
  const lines = interactive ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  // readline takes Ctrl-C for itself; hand it on to the process.
  lines?.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  return {
    canAsk: interactive,
    async answer({ kind, question, answer }, signal) {
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
        const chosen = Number(typed) - 1;
        if (typed === '') return answer(undefined);
        if (Number.isInteger(chosen) && question.choices[chosen] !== undefined) return answer(chosen);
      }
    },
    close: () => lines?.close(),
  };
}
