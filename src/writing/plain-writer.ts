import { toSecondPerson } from './second-person.ts';
import { subjectOf } from './subject.ts';
import { summarise } from './summary.ts';
import type { Writer } from './writer.ts';

/** The writer that needs no model: plain, correct mails of the gist as it was said, and extractive summaries. */
export function createPlainWriter(): Writer {
  return {
    async mailBody({ purpose, context, recipientNames, senderName }) {
      const gist = context.trim();
      const said = gist === '' ? '' : toSecondPerson(gist);
      if (purpose === 'forward') return [said, senderName].filter((part) => part !== '').join('\n\n');
      return [greeting(recipientNames), said, signOff(senderName)].filter((part) => part !== '').join('\n\n');
    },
    subject: subjectOf,
    summary: async (pages) => summarise(pages),
  };
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
