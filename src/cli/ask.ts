import { assist } from '../assist.ts';
import type { AssistEvent } from '../events.ts';
import { readRequest } from '../request/read-request.ts';
import type { UserRequest } from '../request/request.ts';
import { rememberDone } from '../settings/done-requests.ts';
import { createTerminal } from './ask-user.ts';
import { chooseMac } from './choose-mac.ts';
import { done, failed, stopped } from './exit-status.ts';
import { hear, readAudio } from './hear.ts';
import { resetMac, showMac } from './mac.ts';
import { plan } from './plan.ts';
import { jsonEvent, printEvents } from './print-events.ts';
import { undoLast } from './undo.ts';
import { UsageError } from './usage-error.ts';
import { assistDeps, type Models, openLog, openModels } from './way-in.ts';

export interface AskOptions {
  /** A WAV file to hear the sentence in. */
  readonly audio?: string;
  readonly plan?: true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly now?: Date;
  readonly json?: true;
  readonly world?: string;
  readonly mac?: true;
  readonly resetMac?: true;
  readonly undo?: true;
  /** Answers to questions, in order; none: the terminal is asked. */
  readonly answer?: readonly string[];
}

/** `tinyagent ask`: does what the sentence asks for, printing what happens as it happens. */
export async function ask(words: readonly string[], options: AskOptions): Promise<number> {
  if (options.resetMac) await resetMac(options);
  if (options.mac) return showMac(options);
  if (options.resetMac && words.length === 0 && options.audio === undefined) return done;
  if (options.undo) return undoLast(options, options.now ?? new Date());
  if (options.plan && options.audio === undefined) return plan(words, options);

  const now = options.now ?? new Date();
  if (options.audio !== undefined && words.length > 0)
    throw new UsageError('Give either a sentence or --audio, not both.');
  const said =
    options.audio === undefined ? readRequest(sentence(words), now) : await readAudio(options.audio);
  const controller = new AbortController();
  const onInterrupt = () => controller.abort(new DOMException('Stopped.', 'AbortError'));
  process.on('SIGINT', onInterrupt);
  const { mac, zoom, notice, save } = await chooseMac(options, now);
  if (notice !== '' && !options.json) process.stderr.write(`${notice}\n`);
  const terminal = createTerminal({ json: options.json === true, answers: options.answer });
  const events: AssistEvent[] = [];
  let models: Models | undefined;
  let request: UserRequest | undefined;
  try {
    request =
      said instanceof Float32Array
        ? readRequest(await hear(said, { ...options, mac, terminal, signal: controller.signal }), now)
        : said;
    if (options.plan) return await plan([request.query], { ...options, now });
    models = await openModels();
    const deps = await assistDeps(models, {
      mac,
      zoom,
      canAsk: terminal.canAsk,
      saysYes: options.yes === true,
      signal: controller.signal,
    });
    const printer = options.json ? jsonEvent : printEvents(process.stdout);
    const log = await openLog();
    const { signal } = controller;
    for await (const event of log.keep(request, assist(request, deps), { mac: mac.kind, signal })) {
      events.push(event);
      printer(event);
      if (event.type === 'question') await terminal.answer(event, controller.signal);
    }
    const last = events.at(-1);
    return last?.type === 'answered' && last.answer.status === 'failed' ? failed : done;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    process.stderr.write(`\n${whatWasDone(events)}\n`);
    return stopped;
  } finally {
    process.off('SIGINT', onInterrupt);
    terminal.close();
    await save();
    if (request !== undefined) {
      await rememberDone({
        query: request.query,
        at: new Date().toISOString(),
        undo: events.flatMap((event) =>
          event.type === 'finished' || event.type === 'failed' ? event.undo : [],
        ),
      });
    }
    await models?.close();
  }
}

export function sentence(words: readonly string[]): string {
  const query = words.join(' ');
  if (query.trim() === '')
    throw new UsageError('Say what you want: tinyagent ask "Text Amir that I am late"');
  return query;
}

/** What Ctrl-C left behind: the calls that had ended, by their own reports, and those cut short. */
function whatWasDone(events: readonly AssistEvent[]): string {
  const calls = new Map(
    events.flatMap((event) => (event.type === 'call' ? [[event.call.id, event.text]] : [])),
  );
  const finished = events.filter((event) => event.type === 'finished');
  const ended = new Set(
    events.flatMap((event) =>
      event.type === 'finished' || event.type === 'failed' || event.type === 'skipped' ? [event.id] : [],
    ),
  );
  const cut = events.filter((event) => event.type === 'started' && !ended.has(event.id));
  const lines = [
    finished.length === 0 ? 'Stopped. Nothing had been done.' : 'Stopped. Done before that:',
    ...finished.map((event) => `  ${calls.get(event.id)}: ${event.observation}`),
    ...cut.flatMap((event) => (event.type === 'started' ? [`  cut short: ${calls.get(event.id)}`] : [])),
  ];
  return lines.join('\n');
}
