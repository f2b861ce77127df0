import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { WireEvent } from '../../src/app/contract.ts';
import type { EngineCommand, EngineReport } from '../../src/app/engine/protocol.ts';
import { createEngineHost, type EngineHost, type EngineStatus } from '../../src/app/main/engine-host.ts';
import { temporaryFolder } from '../helpers/command.ts';

const entry = fileURLToPath(new URL('../../src/app/engine/main.ts', import.meta.url));
const root = temporaryFolder(afterAll);
const now = '2026-11-20T10:15:00.000Z';

interface Session {
  readonly host: EngineHost;
  readonly events: { id: string; event: WireEvent }[];
  readonly statuses: EngineStatus['status'][];
  /** Ends the newest engine process as a crash would. */
  crash(): void;
  send(command: DistributiveOmit<Extract<EngineCommand, { id: string }>, 'id'>): string;
  /** Resolves with the first event of the request that is wanted. */
  wait<Type extends WireEvent['type']>(id: string, type: Type): Promise<Extract<WireEvent, { type: Type }>>;
}
type DistributiveOmit<Type, Key extends PropertyKey> = Type extends unknown ? Omit<Type, Key> : never;

let session: Session;
let state: string;

function start(env: Record<string, string> = {}): Session {
  const events: Session['events'] = [];
  const statuses: Session['statuses'] = [];
  const waiting: { id: string; type: string; resolve: (event: WireEvent) => void }[] = [];
  let kill = () => {};
  const host = createEngineHost({
    start: ({ onReport, onExit }) => {
      const child = fork(entry, {
        execArgv: ['--import', 'tsx'],
        env: { ...process.env, TINYAGENT_STATE: state, TINYAGENT_SIMULATED: '1', ...env },
      });
      kill = () => child.kill('SIGKILL');
      child.on('message', (report) => onReport(report as EngineReport));
      child.on('exit', onExit);
      return { send: (command) => child.send(command), kill };
    },
    onEvent(id, event) {
      events.push({ id, event });
      for (const one of waiting) if (one.id === id && one.type === event.type) one.resolve(event);
    },
    onStatus: ({ status }) => statuses.push(status),
  });
  return {
    host,
    events,
    statuses,
    crash: () => kill(),
    send(command) {
      const id = 'id' in command && typeof command.id === 'string' ? command.id : randomUUID();
      host.send({ ...command, id } as EngineCommand);
      return id;
    },
    wait(id, type) {
      const seen = events.find((one) => one.id === id && one.event.type === type);
      const promise = seen
        ? Promise.resolve(seen.event)
        : new Promise<WireEvent>((resolve) => waiting.push({ id, type, resolve }));
      return promise as Promise<never>;
    },
  };
}

/** What depends on how fast the planner is, and on what a tool has to tell. */
const optional = new Set(['started', 'consented', 'progress']);

const ask = (query: string) => session.send({ type: 'ask', query, now });
const world = () => JSON.parse(readFileSync(join(state, 'simulated-mac.json'), 'utf8'));

beforeEach(() => {
  state = join(root, randomUUID());
  mkdirSync(state);
  session = start();
});
afterEach(() => session.host.close());

test('a request asked before the models are there waits, says so, and is then carried out in order', async () => {
  const id = ask("Text Amir that I'm running ten minutes late");
  const { answer } = await session.wait(id, 'answered');
  expect(answer.status).toBe('done');
  expect(
    session.events.map(({ event }) => event.type).filter((type) => optional.has(type) === false),
  ).toEqual(['waiting', 'retrieved', 'call', 'call', 'planned', 'finished', 'finished', 'answered']);
  expect(session.statuses).toEqual(['loading', 'ready']);
  expect(world().opened).toEqual([expect.stringContaining('sms:')]);
});

test('a question goes out as data and is answered by message', async () => {
  const id = ask('Email Sam the contract pdf');
  const { question, choices } = await session.wait(id, 'question');
  expect(choices.map(({ label }) => label)).toEqual(['Sam Okafor', 'Sam Lindqvist']);
  session.host.send({ type: 'answer', id, question, reply: 1 });
  await session.wait(id, 'answered');
  expect(world().mail.outgoingMessages[0].toRecipients[0].name).toBe('Sam Lindqvist');
});

test('cancel ends a request that waits for an answer; nothing was done', async () => {
  const id = ask('Email Sam the contract pdf');
  await session.wait(id, 'question');
  session.host.send({ type: 'cancel', id });
  await session.wait(id, 'stopped');
  expect(world().mail.outgoingMessages).toEqual([]);
});

test('a crash in the middle of a request is told, and the next request finds a new engine', async () => {
  const id = ask('Email Sam the contract pdf');
  await session.wait(id, 'question');
  session.crash();
  expect(await session.wait(id, 'broke')).toMatchObject({ code: 'engine-crashed' });
  const next = ask("Text Amir that I'm running ten minutes late");
  expect((await session.wait(next, 'answered')).answer.status).toBe('done');
  expect(session.statuses).toEqual(['loading', 'ready', 'loading', 'ready']);
});

test('a plan is looked over without anything being done, and is carried out as it was changed', async () => {
  const query = 'Remind me to call the plumber tomorrow at 9 and add milk to my shopping list';
  const id = session.send({ type: 'review', query, now });
  const { calls } = await session.wait(id, 'reviewed');
  const reminder = calls.find(({ tool }) => tool === 'create_reminder');
  if (reminder === undefined) throw new Error(`There is no reminder in ${JSON.stringify(calls)}`);
  const [, , ...others] = reminder.args;
  const edited = [{ pieces: ['call Walter'] }, { pieces: ['Monday at noon'] }, ...others];
  const run = session.send({ type: 'run', query, now, calls: [{ ...reminder, args: edited }] } as never);
  await session.wait(run, 'answered');
  const made = world().reminderLists[0].reminders.at(-1);
  expect([made.name, made.dueDate]).toEqual(['Call Walter', '2026-11-23T12:00:00']);
});

test('what was done is taken back, and what cannot be is told', async () => {
  const id = ask('Make a zoom meeting about the budget tomorrow at 3');
  const { answer } = await session.wait(id, 'answered');
  expect(answer.undo).not.toEqual([]);
  const tokens = [...answer.undo, { tool: 'get_phone_number' as const, label: 'a look', data: {} }];
  session.host.send({ type: 'undo', id, tokens: tokens as never, now });
  const undone = await session.wait(id, 'undone');
  expect(undone.failed).toEqual(['I cannot take back a look.']);
  expect(undone.done.length).toBe(answer.undo.length);
});

test('settings are read at each request', async () => {
  writeFileSync(join(state, 'settings.json'), '{"switchedOff":["Messages"]}');
  const id = ask("Text Amir that I'm running ten minutes late");
  await session.wait(id, 'answered');
  writeFileSync(join(state, 'settings.json'), '{');
  const broken = ask("Text Amir that I'm running ten minutes late");
  expect(await session.wait(broken, 'broke')).toMatchObject({ code: 'settings' });
  expect(existsOpened()).toEqual([]);
});
const existsOpened = () => world().opened;

test('models that are missing are told, with what to do', async () => {
  session.host.close();
  session = start({ TINYAGENT_MODELS: join(state, 'nowhere') });
  const id = ask('Anything');
  expect(await session.wait(id, 'broke')).toMatchObject({
    code: 'models',
    message: expect.stringContaining('Restore the folder'),
  });
  expect(session.host.status.status).toBe('failed');
});
