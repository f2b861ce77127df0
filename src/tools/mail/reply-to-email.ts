import { z } from 'zod';
import { argument, defineTool } from '../tool.ts';
import { answerSelectedMessage } from './answer-selected-message.ts';

export const replyToEmail = defineTool({
  name: 'reply_to_email',
  description: 'Prepares a reply to the email selected in Mail.',
  app: 'Mail',
  effect: 'opens-draft',
  args: z.object({
    cc: argument('email-person', z.array(z.string()).describe('email addresses')),
    context: argument('text', z.string().describe('what to say')),
    attachments: argument('file-path', z.array(z.string()).describe('paths of files')),
  }),
  run: ({ cc, context: gist, attachments }, context) =>
    answerSelectedMessage('reply', { recipients: [], cc, gist, attachments }, context),
});
