import { nameOf } from './apps/note-text.ts';
import type { World } from './world.ts';

/** What is on a simulated Mac, for people to read. */
export function describeWorld(world: World): string {
  const sections: (readonly [string, readonly string[]])[] = [
    ['People', world.people.map(personLine)],
    ...world.calendars.map(
      ({ name, writable, events }) =>
        [
          `Calendar “${name}”${writable ? '' : ' (read-only)'}`,
          events
            .toSorted((a, b) => a.startDate.localeCompare(b.startDate))
            .map(({ summary, startDate, endDate, location }) =>
              [`${moment(startDate)}–${endDate.slice(11, 16)}`, summary, location ?? '']
                .filter((part) => part !== '')
                .join('  '),
            ),
        ] as const,
    ),
    ...world.reminderLists.map(
      ({ name, reminders }) =>
        [
          `Reminders “${name}”`,
          reminders.map(
            ({ name: what, completed, dueDate, alldayDueDate, priority }) =>
              `${completed ? '☑' : '☐'} ${what}${due(dueDate, alldayDueDate)}${priority === 0 ? '' : ` (priority ${priority})`}`,
          ),
        ] as const,
    ),
    ...world.notes.accounts.flatMap(({ name: account, folders }) =>
      folders.map(
        ({ name, notes }) =>
          [
            `Notes “${name}” (${account})`,
            notes.map(
              ({ body, passwordProtected }) => `${nameOf(body)}${passwordProtected ? ' (locked)' : ''}`,
            ),
          ] as const,
      ),
    ),
    ...world.mail.accounts.flatMap(({ name: account, mailboxes }) =>
      mailboxes.map(
        ({ name, messages }) =>
          [
            `Mail ${name} (${account})`,
            messages.map(
              ({ id, subject, sender }) =>
                `${world.mail.selection.includes(id) ? '▸ ' : '  '}${subject} — ${sender}`,
            ),
          ] as const,
      ),
    ),
    [
      'Mail windows',
      world.mail.outgoingMessages
        .filter(({ visible, sent }) => visible && !sent)
        .map(
          ({ subject, toRecipients, attachments }) =>
            `${subject} — to ${toRecipients.map(({ address }) => address).join(', ') || 'nobody yet'}${attachments.length === 0 ? '' : `, with ${attachments.join(', ')}`}`,
        ),
    ],
    [
      'Messages',
      world.chats.map(
        ({ participants, messages }) => `${participants.join(', ')}: ${messages.at(-1)?.text ?? ''}`,
      ),
    ],
    ['Files', world.files.map(({ path, modified }) => `${path}  (${modified.slice(0, 10)})`)],
    ['Opened last', world.opened.slice(-10)],
    ['Typed last', world.typed.slice(-10)],
    ['Clipboard', world.clipboard === '' ? [] : [world.clipboard]],
    ['Faults', world.faults.map(({ app, kind }) => `${app}: ${kind}`)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`)
    .join('\n\n');
}

function personLine({ firstName, lastName, organization, phones, emails }: World['people'][number]): string {
  const name = [firstName, lastName].filter(Boolean).join(' ') || (organization ?? '');
  const reach = [...phones, ...emails].map(({ value }) => value).join(', ');
  return `${name.padEnd(24)}${(organization ?? '').padEnd(22)}${reach}`.trimEnd();
}

const moment = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

const due = (time: string | undefined, day: string | undefined): string =>
  time !== undefined ? `, due ${moment(time)}` : day !== undefined ? `, due ${day.slice(0, 10)}` : '';
