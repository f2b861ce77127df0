import { basename } from 'node:path/posix';
import { findRecipients, recipientsInWords } from '../contacts/find-recipients.ts';
import { loadScript } from '../load-script.ts';
import { scriptRows } from '../script-rows.ts';
import { type ToolContext, ToolError } from '../tool.ts';
import { attachmentPaths, namesOf, valuesOf, withAttachments } from './parts.ts';

const selectedScript = loadScript(import.meta.url, 'selected-message', 'Mail', { repeatable: true });
const answerScript = loadScript(import.meta.url, 'answer-selected-message', 'Mail');

/** What `reply_to_email` and `forward_email` have in common. Throws ToolError('not-found') when no email is selected. */
export async function answerSelectedMessage(
  purpose: 'reply' | 'forward',
  {
    recipients,
    cc,
    gist,
    attachments,
  }: {
    readonly recipients: readonly string[];
    readonly cc: readonly string[];
    readonly gist: string;
    readonly attachments: readonly string[];
  },
  context: ToolContext,
): Promise<string> {
  const { mac, writer, signal } = context;
  const [selected] = await scriptRows(selectedScript, [], context);
  if (selected === undefined) {
    const verb = purpose === 'reply' ? 'answer' : 'forward';
    throw new ToolError(
      'not-found',
      `No email is selected. Select the one to ${verb} in Mail, then ask again.`,
    );
  }
  const [, , sender = '', ...content] = selected;
  const to = await findRecipients(recipients, 'email', context);
  const copies = await findRecipients(cc, 'email', context);
  const paths = await attachmentPaths(attachments, context);
  const recipientNames = purpose === 'reply' ? [senderName(sender)] : namesOf(to);
  const body =
    gist.trim() === ''
      ? ''
      : await writer.mailBody(
          {
            purpose,
            context: gist,
            subject: '',
            thread: content.join('\u001f'),
            attachments: paths.map((path) => basename(path)),
            recipientNames: recipientNames.filter((name) => name !== ''),
            senderName: await mac.userName(),
          },
          context,
        );
  const who = purpose === 'reply' ? ` to ${sender}` : to.length === 0 ? '' : ` to ${recipientsInWords(to)}`;
  const copied = copies.length === 0 ? '' : `, with a copy to ${recipientsInWords(copies)}`;
  const verb = purpose === 'reply' ? 'Open a reply' : 'Forward the selected email';
  const says = body === '' ? '' : `\n${body}`;
  await context.consent(`${verb}${who}${copied}${withAttachments(paths)}? Nothing is sent.${says}`);
  const isCopied = body !== '' && (await context.copy(body, { need: 'must', signal }));
  const parameters = [purpose, namesOf(to), valuesOf(to), namesOf(copies), valuesOf(copies), paths];
  const [[subject = '', missed = '0', madeTo = '', madeCc = ''] = []] = await scriptRows(
    answerScript,
    parameters,
    context,
  );
  context.undoable({ label: `the draft “${subject}”, which is open in Mail`, data: {} });
  const asked = valuesOf([...to, ...copies]);
  const lacking = asked.filter((address) => !`${madeTo}, ${madeCc}`.includes(address));
  if (lacking.length > 0) {
    throw new ToolError(
      'mismatch',
      `“${subject}” is open in Mail, but without ${lacking.join(', ')}: add them there.`,
    );
  }
  const attached = missed === '0' ? withAttachments(paths) : '';
  const paste =
    body === ''
      ? ''
      : isCopied
        ? ' Mail lets no script write into it, so the text is on the clipboard: paste it with ⌘V.'
        : ` Mail lets no script write into it, and the clipboard holds another text; this is its own:\n${body}\n`;
  const attach = missed === '0' ? '' : ` Attach yourself what Mail did not take: ${paths.join(', ')}.`;
  const kind = purpose === 'reply' ? 'A reply' : 'The email, forwarded';
  return `${kind}${who}${copied} is open in Mail: “${subject}”${attached}.${paste}${attach} Look it over and send it.`;
}

/** "Ana Silva" of `Ana Silva <ana@example.com>`; "" of a bare address. */
const senderName = (sender: string): string => /^"?([^"<]*?)"?\s*</.exec(sender)?.[1] ?? '';
