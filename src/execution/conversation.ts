import type { Reply } from '../events.ts';
import { type Effect, type Question, type Tool, ToolError } from '../tools/tool.ts';
import { type Consent, permissionFor } from './consent.ts';
import type { CallReport } from './execute.ts';

/** How one call speaks with the user: questions, leave for effects, progress. */
export interface Conversation {
  choose(question: Question): Promise<number>;
  tell(text: string): Promise<string>;
  consent(words: string, effect?: Effect): Promise<void>;
  progress(text: string): void;
}

const yesOrNo = [
  { label: 'Yes', detail: '' },
  { label: 'No', detail: '' },
];

/** The conversation of a call of `tool`. With nobody to ask, a question ends the call: ToolError('needs-answer'). */
export function createConversation(
  tool: Pick<Tool, 'name' | 'app' | 'effect' | 'description'>,
  {
    consent,
    canAsk,
    report,
    signal,
  }: {
    consent: Consent;
    canAsk: boolean;
    report: (event: CallReport) => void;
    signal: AbortSignal;
  },
): Conversation {
  function put(kind: 'choose' | 'confirm' | 'tell', question: Question): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      report({
        type: 'question',
        kind,
        question,
        answer: (reply) => {
          signal.removeEventListener('abort', onAbort);
          resolve(reply);
        },
      });
    });
  }

  return {
    async choose(question) {
      if (!canAsk) {
        const choices = question.choices.map(({ label, detail }) =>
          detail === '' ? label : `${label} (${detail})`,
        );
        throw new ToolError(
          'needs-answer',
          `${question.text} There is nobody to ask; there are: ${choices.join('; ')}.`,
        );
      }
      const reply = await put('choose', question);
      const chosen =
        typeof reply === 'string' ? question.choices.findIndex(({ label }) => label === reply) : reply;
      if (chosen === undefined || question.choices[chosen] === undefined)
        throw new ToolError('needs-answer', `${question.text} No choice was made.`);
      return chosen;
    },

    async tell(text) {
      if (!canAsk) throw new ToolError('needs-answer', `${text} There is nobody to ask.`);
      const reply = await put('tell', { text, choices: [] });
      if (typeof reply !== 'string' || reply.trim() === '')
        throw new ToolError('needs-answer', `${text} There was no answer.`);
      return reply.trim();
    },

    async consent(words, effect = tool.effect) {
      const permission = permissionFor({ name: tool.name, effect }, consent);
      if (permission === 'allow') {
        report({ type: 'consented', words, allowed: true, asked: false });
        return;
      }
      if (permission === 'never') {
        report({ type: 'consented', words, allowed: false, asked: false });
        throw new ToolError(
          'not-allowed',
          `${tool.app} is not allowed to do this; you can change that in the settings.`,
        );
      }
      if (!canAsk)
        throw new ToolError('needs-answer', `${words} This needs your yes, and there is nobody to ask.`);
      const allowed = (await put('confirm', { text: words, choices: yesOrNo })) === 0;
      report({ type: 'consented', words, allowed, asked: true });
      if (!allowed) throw new ToolError('not-allowed', 'You said no, so it was not done.');
    },

    progress: (text) => report({ type: 'progress', text }),
  };
}
