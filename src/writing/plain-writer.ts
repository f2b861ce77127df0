import { toSecondPerson } from './second-person.ts';
import { subjectOf } from './subject.ts';
import { summarise } from './summary.ts';
import type { Writer } from './writer.ts';

/** The writer that needs no model: plain, correct mails of the gist as it was said, and extractive summaries. */
export function createPlainWriter(): Writer {
  return {
    async mailBody({ purpose, context, subject, attachments, recipientNames, senderName }) {
      const parts = [message(context.trim(), subject), attached(context, attachments)];
      if (purpose === 'forward') return joined([...parts, senderName]);
      return joined([greeting(recipientNames), ...parts, signOff(senderName)]);
    },
    // a message stays as it was said, but for what cannot be said so: "if he can come", "to bring his keys"
    textMessage: (gist) =>
      /^(?:if|whether|to|that|asking|saying|ask|say)\b/i.test(gist.trim()) && gist.length < 300
        ? toSecondPerson(gist)
        : gist,
    subject: subjectOf,
    summary: async (pages) => summarise(pages),
  };
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** A bare link or number is told with what it is; what is only a topic is written about. */
function message(gist: string, subject: string): string {
  if (gist === '') return '';
  const isBare = /^\S+$/.test(gist) ? /[\d:/@]/.test(gist) : !/\p{L}/u.test(gist);
  if (isBare) return subject === '' ? gist : `${subject}: ${gist}`;
  return toSecondPerson(isTopic(gist) ? `about ${gist}` : gist);
}

/** "the parking space": a noun with its article, and no verb that would make it a sentence. */
const isTopic = (gist: string): boolean =>
  /^(?:the|my|our|your|a|an|this|these|his|her|their)\s/i.test(gist) &&
  !/[.!?\n]/.test(gist) &&
  !/\b(?:is|are|was|were|am|be|has|have|had|do|does|did|will|would|can|could|should|may|might|must|needs?|wants?|starts?|begins?|ends?|works?|looks?|goes|went|comes?|came|got|gets?|said|says|made|makes?|left|leaves?|arrives?|moved|lost|won|broke|\p{L}+n't)\b|['’](?:s|re|ll|ve|d|m)\s+(?:\p{L}+ing|not|a|an|the|at|on|in|here|there|done|ready|late|over|off)\b|\b\p{L}{3,}ed\b/iu.test(
    gist,
  );

function attached(context: string, attachments: readonly string[]): string {
  if (attachments.length === 0 || /\battach|\benclos/i.test(context)) return '';
  const last = attachments.at(-1) ?? '';
  return `I have attached ${attachments.length === 1 ? last : `${attachments.slice(0, -1).join(', ')} and ${last}`}.`;
}

/** "Hi Ana and Bo," by first names; "Hi," when they are not known. */
function greeting(names: readonly string[]): string {
  const firstNames = names.map(addressed).filter((name) => name !== '');
  if (firstNames.length === 0 || firstNames.length > 3) return 'Hi,';
  const last = firstNames.at(-1) ?? '';
  return firstNames.length === 1 ? `Hi ${last},` : `Hi ${firstNames.slice(0, -1).join(', ')} and ${last},`;
}

/** How somebody is addressed: by the first name, with a title by the whole name. */
function addressed(name: string): string {
  if (name.includes('@')) return '';
  if (/^(?:dr|prof|professor|mr|mrs|ms|miss|mx)\b/i.test(name)) return name;
  return name.split(/\s+/)[0] ?? '';
}

const signOff = (name: string): string => (name === '' ? 'Best regards' : `Best regards,\n${name}`);
