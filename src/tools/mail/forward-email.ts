import { z } from 'zod';
import { argument, defineTool } from '../tool.ts';
import { answerSelectedMessage } from './answer-selected-message.ts';

export const forwardEmail = defineTool({
  name: 'forward_email',
  description: 'Prepares the email selected in Mail to be forwarded.',
  app: 'Mail',
  effect: 'opens-draft',
  args: z.object({
    recipients: argument('email-person', z.array(z.string()).describe('email addresses')),
    cc: argument('email-person', z.array(z.string()).describe('email addresses')),
    context: argument('text', z.string().describe('what to say')),
    attachments: argument('file-path', z.array(z.string()).describe('paths of files')),
  }),
  run: ({ recipients, cc, context: gist, attachments }, context) =>
    answerSelectedMessage('forward', { recipients, cc, gist, attachments }, context),
});
