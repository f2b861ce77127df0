import { z } from 'zod';
import { findRecipients, recipientsInWords } from '../contacts/find-recipients.ts';
import { loadScript } from '../load-script.ts';
import { argument, defineTool, ToolError } from '../tool.ts';

const sendScript = loadScript(import.meta.url, 'send-message', 'Messages');

/**
 * Messages has no drafts a script could make; its URL opens a window with the text in it, and the user sends it.
 * Where the settings say so it is sent by the script, once the user agreed.
 */
export const sendSms = defineTool({
  name: 'send_sms',
  description: 'Prepares a text message.',
  app: 'Messages',
  effect: 'opens-draft',
  args: z.object({
    recipients: argument('phone-person', z.array(z.string()).describe('phone numbers')),
    message: argument('text', z.string().describe('the message')),
  }),
  run: async ({ recipients, message: gist }, context) => {
    const { mac, signal, writer } = context;
    const message = writer.textMessage(gist);
    const people = await findRecipients(recipients, 'phone', context);
    if (people.length === 0) throw new ToolError('bad-argument', 'Say who the message is for.');
    const numbers = people.map(({ value }) =>
      value.replace(/[\s().-]/g, (mark) => (value.includes('@') ? mark : '')),
    );
    const who = recipientsInWords(people);
    const words = message === '' ? '' : `: “${message}”`;
    if (context.messages === 'send' && message !== '') {
      await context.consent(`Send a message to ${who}${words}?`, 'reaches-others');
      await mac.runScript(sendScript, [message, numbers], { signal });
      context.undoable({ label: `the message to ${who}, which was sent`, data: {} });
      return `Sent a message to ${who}${words}. Messages tells a script nothing of whether it arrived.`;
    }
    await context.consent(`Open a message to ${who}${words}? Nothing is sent.`);
    // Messages does not always take the text of a URL
    const isCopied = message !== '' && (await context.copy(message, { need: 'may', signal }));
    await mac.openUrl(smsUrl(numbers, message), { signal });
    context.undoable({ label: `the message to ${who}, which is open in Messages`, data: {} });
    return `A message to ${who} is ready in Messages${words}. Press Return there to send it${isCopied ? '; if the text is missing, paste it with ⌘V' : ''}.`;
  },
});

function smsUrl(numbers: readonly string[], message: string): string {
  const body = message === '' ? '' : `&body=${encodeURIComponent(message.toWellFormed())}`;
  const [first = ''] = numbers;
  return numbers.length === 1
    ? `sms:${encodeURIComponent(first).replace('%2B', '+').replace('%40', '@')}${body}`
    : `sms://open?addresses=${numbers.map(encodeURIComponent).join(',')}${body}`;
}
