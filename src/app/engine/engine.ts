import { assist, planOnly } from '../../assist.ts';
import { carryOut } from '../../carry-out.ts';
import { type ChosenMac, chooseMac } from '../../cli/choose-mac.ts';
import { assistDeps, type Models, openLog, planDeps } from '../../cli/way-in.ts';
import type { AssistEvent, Reply } from '../../events.ts';
import { RequestError, readRequest } from '../../request/read-request.ts';
import { ModelError } from '../../runtime/manifest.ts';
import { rememberDone } from '../../settings/done-requests.ts';
import { loadSettings, SettingsError } from '../../settings/settings.ts';
import { spokenNames } from '../../tools/spoken-names.ts';
import type { UndoToken } from '../../tools/tool.ts';
import { createZoom, type ZoomAccount } from '../../tools/zoom/zoom-api.ts';
import { type TakenBack, takeBack } from '../../undo.ts';
import type { WireEvent } from '../contract.ts';
import { scriptedApps } from '../scripted-apps.ts';
import { type EngineCommand, type EngineReport, engineCommand } from './protocol.ts';

export interface Engine {
  /** Takes a command; what it leads to is reported. Throws on a message that is none: our mistake. */
  receive(message: unknown): void;
}

type Work = Extract<EngineCommand, { type: 'ask' | 'review' | 'run' | 'undo' }>;

/**
 * Holds the models and carries out requests, one after the other, in the order they came. Models are opened at once,
 * in the background; a request that comes before they are there says so and waits.
 */
export function createEngine({
  openModels,
  simulated,
  report,
}: {
  openModels: () => Promise<Models>;
  simulated: boolean;
  report: (report: EngineReport) => void;
}): Engine {
  let zoomAccount: ZoomAccount | undefined;
  let ready = false;
  let models = open();

  function open(): Promise<Models> {
    const opening = openModels();
    opening.then(
      () => {
        ready = true;
        report({ type: 'ready' });
      },
      (error: unknown) => report({ type: 'failed', message: inWords(error) }),
    );
    return opening;
  }

  /** Opens the models that the settings name now, in place of those that are open. */
  async function reload(): Promise<void> {
    ready = false;
    report({ type: 'loading' });
    const opened = await models.catch(() => undefined); // why it could not be opened was told then
    await opened?.close();
    models = open();
    await models.catch(() => undefined); // told as well
  }

  /** What is under way or waits its turn, by request. */
  const requests = new Map<
    string,
    { controller: AbortController; answers: Map<number, (reply: Reply) => void> }
  >();
  let queue: Promise<void> = Promise.resolve();

  async function work(command: Work): Promise<void> {
    const { id } = command;
    const tell = (event: WireEvent) => report({ type: 'event', id, event });
    const request = requests.get(id);
    if (request === undefined) return;
    const { signal } = request.controller;
    try {
      signal.throwIfAborted();
      if (!ready) tell({ type: 'waiting', text: 'Loading the models…' });
      const opened = await orAbort(models, signal);
      const now = new Date(command.now);
      const mac = await chooseMac(simulated ? { dryRun: true } : {}, now);
      let last: WireEvent;
      try {
        last = await carry(command, { opened, mac, now, signal, tell, answers: request.answers });
      } finally {
        await mac.save();
      }
      tell(last); // once what happened is kept
    } catch (error) {
      if (signal.aborted) tell({ type: 'stopped' });
      else tell({ type: 'broke', code: codeOf(error), message: inWords(error) });
    } finally {
      requests.delete(id);
    }
  }

  /** Tells what happens but for the last event, which it returns. */
  async function carry(
    command: Work,
    {
      opened,
      mac: { mac, zoom: usualZoom },
      now,
      signal,
      tell,
      answers,
    }: {
      opened: Models;
      mac: ChosenMac;
      now: Date;
      signal: AbortSignal;
      tell: (event: WireEvent) => void;
      answers: Map<number, (reply: Reply) => void>;
    },
  ): Promise<WireEvent> {
    const zoom = zoomAccount === undefined || mac.kind === 'simulated' ? usualZoom : createZoom(zoomAccount);
    if (command.type === 'undo') {
      const log = await openLog();
      const results: TakenBack[] = [];
      for await (const result of takeBack(command.tokens, { mac, zoom, signal })) {
        results.push(result);
        await log.undone(result.token.label, { done: result.done, message: result.text });
      }
      const texts = (done: boolean) => results.filter((one) => one.done === done).map(({ text }) => text);
      return { type: 'undone', done: texts(true), failed: texts(false) };
    }
    const request = readRequest(command.query, now);
    if (command.type === 'review') {
      const planned = await planOnly(request, planDeps(opened, signal, await loadSettings()));
      return { type: 'reviewed', calls: planned.calls, misplanned: planned.misplanned };
    }
    const deps = await assistDeps(opened, { mac, zoom, canAsk: true, saysYes: false, signal });
    const events = command.type === 'run' ? carryOut(request, command.calls, deps) : assist(request, deps);
    const log = await openLog();
    const undo: UndoToken[] = [];
    try {
      return await tellEach(log.keep(request, events, { mac: mac.kind, signal }), { tell, answers, undo });
    } finally {
      // also of a request that was stopped halfway
      await rememberDone({ query: request.query, at: now.toISOString(), undo });
    }
  }

  /** Tells all events but the answer, which it returns; questions wait in `answers`, what takes back in `undo`. */
  async function tellEach(
    events: AsyncIterable<AssistEvent>,
    {
      tell,
      answers,
      undo,
    }: {
      tell: (event: WireEvent) => void;
      answers: Map<number, (reply: Reply) => void>;
      undo: UndoToken[];
    },
  ): Promise<WireEvent> {
    let answer: WireEvent | undefined;
    let questions = 0;
    for await (const event of events) {
      if (event.type === 'finished' || event.type === 'failed') undo.push(...event.undo);
      if (event.type === 'answered') {
        answer = event; // the log has still to end
        continue;
      }
      if (event.type !== 'question') {
        tell(plain(event));
        continue;
      }
      const question = questions++;
      answers.set(question, event.answer);
      const { text, choices } = event.question;
      tell({ type: 'question', id: event.id, question, kind: event.kind, text, choices });
    }
    if (answer === undefined) throw new Error('The request ended without an answer.');
    return answer;
  }

  /** Asks the Mac whether scripts reach each app. */
  async function diagnose(): Promise<void> {
    const { signal } = new AbortController();
    const { mac } = await chooseMac(simulated ? { dryRun: true } : {}, new Date());
    const diagnoses = await Promise.all(scriptedApps.map((app) => mac.diagnose(app, { signal })));
    report({ type: 'diagnosed', diagnoses });
  }

  /** Asks the Mac for the names of people and notes. */
  async function lookUpVocabulary(): Promise<void> {
    const { signal } = new AbortController();
    const { mac } = await chooseMac(simulated ? { dryRun: true } : {}, new Date());
    report({ type: 'vocabulary', ...(await spokenNames({ mac, signal })) });
  }

  return {
    receive(message) {
      const command = engineCommand.parse(message);
      switch (command.type) {
        case 'ask':
        case 'review':
        case 'run':
        case 'undo':
          requests.set(command.id, { controller: new AbortController(), answers: new Map() });
          queue = queue.then(() => work(command));
          break;
        case 'answer': {
          const answers = requests.get(command.id)?.answers;
          answers?.get(command.question)?.(command.reply ?? undefined);
          answers?.delete(command.question);
          break;
        }
        case 'cancel':
          requests.get(command.id)?.controller.abort(new DOMException('Stopped by the user.', 'AbortError'));
          break;
        case 'reload':
          queue = queue.then(reload);
          break;
        case 'diagnose':
          void diagnose();
          break;
        case 'vocabulary':
          void lookUpVocabulary();
          break;
        case 'zoom':
          zoomAccount = command.account ?? undefined;
          break;
        default:
          command satisfies never;
      }
    },
  };
}

/** Planned calls carry what code could not make out, which concerns the executor alone. */
function plain(event: Exclude<AssistEvent, { type: 'question' }>): WireEvent {
  if (event.type !== 'call') return event;
  const { type, call, text, ms } = event;
  return { type, call, text, ms };
}

function orAbort<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function codeOf(error: unknown): string {
  if (error instanceof RequestError) return 'bad-request';
  if (error instanceof ModelError) return 'models';
  if (error instanceof SettingsError) return 'settings';
  return 'internal';
}

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));
