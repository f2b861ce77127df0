import { randomUUID } from 'node:crypto';
import type { AppModel, AppObject, Data } from '../model.ts';
import { toText } from '../script/coerce.ts';
import { isoOf } from '../script/dates.ts';
import { cannotMake, missing, text } from '../script/values.ts';
import type { World } from '../world.ts';

/** Messages sends to any handle, whether it is in a list or not; nothing tells a script that it did not arrive. */
export const messages = (world: World, now: () => Date): AppModel => {
  const participant = (container: AppObject, handle: string): AppObject => ({
    className: 'participant',
    data: { id: handle, handle, ...nameFor(handle, world) },
    container,
  });
  const handles = (): string[] => [...new Set(world.chats.flatMap(({ participants }) => participants))];
  return {
    name: 'Messages',
    root: {
      accounts: [
        {
          id: 'A-IMESSAGE',
          description: 'iMessage',
          enabled: true,
          connectionStatus: 'connected',
          serviceType: 'iMessage',
        },
        { id: 'A-SMS', description: 'SMS', enabled: true, connectionStatus: 'connected', serviceType: 'SMS' },
      ],
      chats: world.chats,
    },
    get: {
      'participant.account': ({ container }) => container ?? missing,
      'chat.name': ({ data }) =>
        text(
          (data.participants as string[])
            .map((handle) => nameFor(handle, world).fullName ?? handle)
            .join(', '),
        ),
    },
    elements: {
      'application.participant': (application) => handles().map((handle) => participant(application, handle)),
      'account.participant': (account) => handles().map((handle) => participant(account, handle)),
      'account.chat': (account) =>
        world.chats.map((data) => ({ className: 'chat', data, container: account })),
      'chat.participant': (chat) =>
        (chat.data.participants as string[]).map((handle) => participant(chat, handle)),
    },
    named: { participant: (container, name) => participant(container, name) },
    commands: {
      send: ({ command, objectsOf }) => {
        const [to] = objectsOf('to');
        if (to === undefined) throw cannotMake('missing value', 'participant');
        const chat = to.className === 'chat' ? to.data : chatWith(String(to.data.handle), world);
        (chat.messages as Data[]).push({
          from: 'me',
          text: toText(command.direct ?? missing),
          at: isoOf(now()),
        });
        return missing;
      },
    },
  };
};

function chatWith(handle: string, world: World): Data {
  const known = world.chats.find(
    ({ participants }) => participants.length === 1 && participants[0] === handle,
  );
  if (known !== undefined) return known;
  const chat = { id: `any;-;${randomUUID()}`, participants: [handle], messages: [] };
  world.chats.push(chat);
  return chat;
}

function nameFor(handle: string, world: World): { fullName?: string; name?: string } {
  const digits = handle.replace(/\D/g, '');
  const found = world.people.find(
    ({ phones, emails }) =>
      emails.some(({ value }) => value === handle) ||
      (digits !== '' && phones.some(({ value }) => value.replace(/\D/g, '') === digits)),
  );
  if (found === undefined) return {};
  const name = [found.firstName, found.lastName].filter(Boolean).join(' ');
  return { fullName: name, name };
}
