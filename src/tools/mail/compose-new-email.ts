import { basename } from 'node:path/posix';
import { z } from 'zod';
import { findRecipients, recipientsInWords } from '../contacts/find-recipients.ts';
import { loadScript } from '../load-script.ts';
import { prove } from '../proof.ts';
import { scriptRows } from '../script-rows.ts';
import { argument, defineTool, ToolError } from '../tool.ts';
import { attachmentPaths, namesOf, valuesOf, withAttachments } from './parts.ts';

const composeScript = loadScript(import.meta.url, 'compose-new-email', 'Mail');

export const composeNewEmail = defineTool({
  name: 'compose_new_email',
  description: 'Prepares a new email.',
  app: 'Mail',
  effect: 'opens-draft',
  args: z.object({
    recipients: argument('email-person', z.array(z.string()).describe('email addresses')),
    cc: argument('email-person', z.array(z.string()).describe('email addresses')),
    subject: argument('title', z.string().describe('subject')),
    context: argument('text', z.string().describe('what to say')),
    attachments: argument('file-path', z.array(z.string()).describe('paths of files')),
  }),
  run: async ({ recipients, cc, subject, context: gist, attachments }, context) => {
    const { mac, writer } = context;
    const to = await findRecipients(recipients, 'email', context);
    const copies = await findRecipients(cc, 'email', context);
    if (to.length + copies.length === 0) throw new ToolError('bad-argument', 'Say who the email is for.');
    const paths = await attachmentPaths(attachments, context);
    const senderName = await mac.userName();
    const recipientNames = namesOf(to).filter((name) => name !== '');
    const title = subject.trim() === '' ? writer.subject(gist) : subject;
    const body = await writer.mailBody(
      {
        purpose: 'new',
        context: gist,
        subject: title,
        thread: '',
        attachments: paths.map((path) => basename(path)),
        recipientNames,
        senderName,
      },
      context,
    );
    const copied = copies.length === 0 ? '' : `, with a copy to ${recipientsInWords(copies)}`;
    await context.consent(
      `Open an email to ${recipientsInWords(to)}${copied}${withAttachments(paths)}: “${title}”? Nothing is sent.`,
    );
    const parameters = [title, body, namesOf(to), valuesOf(to), namesOf(copies), valuesOf(copies), paths];
    const [row = []] = await scriptRows(composeScript, parameters, context);
    const [madeSubject = '', madeTo = '', madeCc = '', madeBody = ''] = row;
    context.undoable({ label: `the draft “${madeSubject}”, which is open in Mail`, data: {} });
    prove(`The draft “${madeSubject}” in Mail`, [
      { what: 'subject', asked: title, found: madeSubject },
      { what: 'recipient', asked: valuesOf(to).join(', '), found: madeTo },
      { what: 'copy', asked: valuesOf(copies).join(', '), found: madeCc },
      { what: 'text', asked: body, found: madeBody, within: true },
    ]);
    return `An email to ${recipientsInWords(to)}${copied} is ready in Mail: “${madeSubject}”${withAttachments(paths)}. Look it over and send it.`;
  },
});
