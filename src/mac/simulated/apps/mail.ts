import type { AppEvent, AppModel, AppObject, Data, Got } from '../model.ts';
import { toBoolean, toText } from '../script/coerce.ts';
import { boolean, cannotGet, cannotMake, missing, text } from '../script/values.ts';
import { ScriptError, type Specifier } from '../values.ts';
import type { World } from '../world.ts';

export const mail = (world: World): AppModel => {
  const root: Data = { accounts: world.mail.accounts, outgoingMessages: world.mail.outgoingMessages };
  const application: AppObject = { className: 'application', data: root, container: undefined };
  const inside = (container: AppObject, className: string, key: string): AppObject[] =>
    ((container.data[key] ?? []) as Data[]).map((data) => ({ className, data, container }));
  const mailboxes = (): AppObject[] =>
    inside(application, 'account', 'accounts').flatMap((account) => inside(account, 'mailbox', 'mailboxes'));
  const messages = (): AppObject[] =>
    mailboxes().flatMap((mailbox) => inside(mailbox, 'message', 'messages'));
  const special = (name: RegExp) => (): Got =>
    mailboxes().find(({ data }) => name.test(String(data.name))) ?? missing;
  let lastId = Math.max(
    1000,
    ...messages().map(({ data }) => Number(data.id)),
    ...world.mail.outgoingMessages.map(({ id }) => id),
  );

  const outgoing = (data: Data): AppObject => {
    const made: Data = { ...newOutgoing(++lastId), ...data };
    (world.mail.outgoingMessages as Data[]).push(made);
    return { className: 'outgoing message', data: made, container: application };
  };

  const asked = ({ parameters }: AppEvent, label: string): boolean => {
    const value = parameters.get(label);
    return value !== undefined && toBoolean(value);
  };

  const theMessage = ({ objects, command }: AppEvent): AppObject => {
    const [message] = objects;
    if (message?.className !== 'message')
      throw cannotMake(command.direct?.type ?? 'missing value', 'message');
    return message;
  };

  const quotation = ({ data }: AppObject): string => {
    const quoted = String(data.content)
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
    return `\n\n${String(data.sender)} wrote:\n${quoted}`;
  };

  const own = new Set(world.mail.accounts.flatMap(({ emailAddresses }) => emailAddresses));

  return {
    name: 'Mail',
    root,
    get: {
      'application.selection': () => {
        const selected = messages();
        return world.mail.selection.flatMap((id) => selected.find(({ data }) => data.id === id) ?? []);
      },
      'application.inbox': special(/^inbox$/i),
      'application.sent mailbox': special(/^sent/i),
      'application.drafts mailbox': special(/^drafts/i),
      'application.trash mailbox': special(/^(?:trash|deleted)/i),
      'application.primary email': () => text(world.mail.accounts[0]?.emailAddresses[0] ?? ''),
      'message.mailbox': ({ container }) => container ?? missing,
      'message.reply to': ({ data }) => text(String(data.sender)),
      'mailbox.unread count': ({ data }) => {
        const unread = ((data.messages ?? []) as Data[]).filter(({ readStatus }) => readStatus === false);
        return { type: 'integer', value: unread.length };
      },
      'mailbox.account': ({ container }) => (container?.className === 'account' ? container : missing),
      'mailbox.container': ({ container }) => (container?.className === 'mailbox' ? container : missing),
    },
    set: {
      // what a script writes into a reply or a forwarded message is lost (measured, see the README)
      'outgoing message.content': ({ data }, value) => {
        if (data.repliesTo === undefined && data.forwards === undefined) data.content = toText(value);
      },
    },
    elements: {
      'application.mailbox': mailboxes,
      'account.mailbox': (account) => inside(account, 'mailbox', 'mailboxes'),
    },
    create: { 'outgoing message': () => newOutgoing(++lastId) },
    commands: {
      make: (event) => attach(event, world),
      reply: (event) => {
        const message = theMessage(event);
        message.data.wasRepliedTo = true;
        const others = [...(message.data.toRecipients as Data[]), ...(message.data.ccRecipients as Data[])];
        return outgoing({
          subject: prefixed('Re: ', String(message.data.subject)),
          content: quotation(message),
          toRecipients: [addressOf(String(message.data.sender))],
          ccRecipients: asked(event, 'reply to all')
            ? others.filter(({ address }) => !own.has(String(address)))
            : [],
          visible: asked(event, 'opening window'),
          repliesTo: message.data.id,
        });
      },
      forward: (event) => {
        const message = theMessage(event);
        message.data.wasForwarded = true;
        return outgoing({
          subject: prefixed('Fwd: ', String(message.data.subject)),
          content: quotation(message),
          visible: asked(event, 'opening window'),
          forwards: message.data.id,
        });
      },
      send: ({ objects }) => {
        const [message] = objects;
        if (message?.className !== 'outgoing message') throw cannotMake('that', 'outgoing message');
        if (((message.data.toRecipients ?? []) as Data[]).length === 0) return boolean(false);
        message.data.sent = true;
        return boolean(true);
      },
      'extract address from': ({ value }) => text(addressOf(toText(value ?? missing)).address),
      'extract name from': ({ value }) => text(addressOf(toText(value ?? missing)).name ?? ''),
    },
  };
};

const newOutgoing = (id: number): Data => ({
  id,
  subject: '',
  content: '',
  visible: false,
  toRecipients: [],
  ccRecipients: [],
  bccRecipients: [],
  attachments: [],
  sent: false,
});

const prefixed = (prefix: string, subject: string): string =>
  subject.toLowerCase().startsWith(prefix.toLowerCase()) ? subject : `${prefix}${subject}`;

/** `Ana Silva <ana@example.com>` or a bare address. */
function addressOf(sender: string): { name?: string; address: string } {
  const [, name = '', address] = /^(.*?)\s*<([^<>]+)>\s*$/.exec(sender) ?? [];
  if (address === undefined) return { address: sender.trim() };
  return name === '' ? { address } : { name: name.replace(/^"|"$/g, ''), address };
}

/** `make new attachment … at after last paragraph` of a message's content: the place says which message. */
function attach(event: AppEvent, world: World): Got | undefined {
  const { parameters } = event;
  const wanted = parameters.get('new');
  if (wanted?.type !== 'class' || wanted.name !== 'attachment') return undefined;
  const at = parameters.get('at');
  const given = parameters.get('with properties');
  const file = given?.type === 'record' ? given.fields.get('file name') : undefined;
  const specifier = at?.type === 'reference' ? messageIn(at.specifier) : undefined;
  if (specifier === undefined) throw cannotGet('the message of the attachment');
  const [message] = event.objectsAt(specifier);
  if (message?.className !== 'outgoing message') throw cannotGet('the message of the attachment');
  if (file?.type !== 'file') throw cannotMake(file === undefined ? 'missing value' : toText(file), 'file');
  if (!world.files.some(({ path }) => path === file.posixPath))
    throw new ScriptError(-10000, 'AppleEvent handler failed.');
  (message.data.attachments as string[]).push(file.posixPath);
  return missing;
}

/** The outgoing message a place in its content belongs to. */
function messageIn(specifier: Specifier): Specifier | undefined {
  if (specifier.form === 'application' || specifier.form === 'it') return undefined;
  if (specifier.form === 'property' && specifier.name === 'content') return specifier.of;
  if (specifier.form === 'element' && specifier.className === 'outgoing message') return specifier;
  return messageIn(specifier.of);
}
