import { htmlLines } from '../text/html.ts';
import { sentenceCase } from '../text/sentence-case.ts';
import { greeting } from './greeting.ts';
import { listItems } from './list-items.ts';
import { inNotesTone } from './note-tone.ts';
import { toSecondPerson } from './second-person.ts';
import { subjectOf } from './subject.ts';
import { summarise } from './summary.ts';
import { isTopic } from './topic.ts';
import type { MailToWrite, Writer } from './writer.ts';

/** The writer that needs no model: plain, correct mails of the gist as it was said, and extractive summaries. */
export function createPlainWriter(): Writer {
  return {
    mailBody: async (mail) => {
      const { purpose, context, attachments, recipientNames, senderName } = mail;
      const parts = [message(mail), attached(context, attachments)];
      if (purpose === 'forward') return joined([...parts, senderName]);
      return joined([greeting(recipientNames), ...parts, signOff(senderName)]);
    },
    noteBody: async ({ name, content, existing }) => {
      if (existing !== '') return inNotesTone(content, existing);
      const items = /\b(?:list|groceries|shopping|packing|to-?dos?)\b/i.test(name)
        ? listItems(content)
        : undefined;
      return htmlLines(items === undefined ? content : items.map(sentenceCase).join('\n'));
    },
    textMessage(gist) {
      if (/^(?:about|regarding|concerning)\b/i.test(gist.trim())) return gist;
      const spoken = toSecondPerson(gist);
      // a message stays as it was said, but for what cannot be said so: "if he can come", "to bring his keys"
      return asSaid(spoken) === asSaid(gist) ? gist : spoken;
    },
    subject: subjectOf,
    summary: summarise,
  };
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

const asSaid = (text: string): string => text.trim().replace(/[.!]$/, '').replace(/['’]/g, '').toLowerCase();

/** A bare link or number is told with what it is; what is only a topic is written about. */
function message({ purpose, context, subject, recipientNames }: MailToWrite): string {
  const gist = context.trim();
  if (gist === '') return '';
  const isBare = /^\S+$/.test(gist) ? /[\d:/@]/.test(gist) : !/\p{L}/u.test(gist);
  if (isBare) return subject === '' ? gist : `${subject}: ${gist}`;
  const topic = purpose === 'new' && isTopic(gist);
  return toSecondPerson(topic ? `about ${gist}` : gist, { several: recipientNames.length > 1 });
}

function attached(context: string, attachments: readonly string[]): string {
  if (attachments.length === 0 || /\battach|\benclos/i.test(context)) return '';
  const last = attachments.at(-1) ?? '';
  return `I have attached ${attachments.length === 1 ? last : `${attachments.slice(0, -1).join(', ')} and ${last}`}.`;
}

const signOff = (name: string): string => (name === '' ? 'Best regards' : `Best regards,\n${name}`);
