import { fork } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ModelError } from '../manifest.ts';
import type { FromEngine, ToEngine, VoiceModel } from './engine-messages.ts';
import { orAborted } from './or-aborted.ts';
import { type SpeechEngine, SpeechError } from './transcriber.ts';

const defaultHost = fileURLToPath(new URL('./engine-host.mjs', import.meta.url));

/**
 * The engine's process as it is spoken with: a child process of Node's, or one of Electron's, whose packed apps cannot
 * fork. Emits `message` with what hostEngine tells there, and `exit`.
 */
export interface EngineChild extends EventEmitter {
  readonly pid?: number | undefined;
  send(message: ToEngine, onSent: (error: Error | null) => void): void;
  kill(signal: 'SIGKILL'): boolean;
}

const forkHost = (): EngineChild =>
  fork(defaultHost, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });

/** After so long without use the process is ended: its memory is more useful to the user's apps. In milliseconds. */
const defaultIdleMs = 5 * 60_000;

/**
 * A speech engine in a process of its own, kept warm between recordings. Native code that runs cannot be asked to
 * stop, so on abort the process is ended, and a new one loads the model for the next time. If it ends by itself,
 * the job fails with SpeechError and the next one starts it anew; with ModelError when the model cannot be loaded.
 * `startProcess`: starts one that runs hostEngine. `idleMs`: it is ended so long after it was used last, until it is
 * needed again.
 */
export function createEngineProcess(
  model: VoiceModel,
  {
    startProcess = forkHost,
    idleMs = defaultIdleMs,
  }: { startProcess?: () => EngineChild; idleMs?: number } = {},
): SpeechEngine & { readonly pid: () => number | undefined } {
  let child: EngineChild | undefined;
  let loaded: Promise<EngineChild> | undefined;
  let disposed = false;
  let last: Promise<unknown> = Promise.resolve();
  let jobs = 0;
  let idle: NodeJS.Timeout | undefined;

  /** The process with the model in it; the same one until it ends. */
  const start = (): Promise<EngineChild> => {
    loaded ??= (async () => {
      const started = startProcess();
      child = started;
      started.on('error', () => started.kill('SIGKILL')); // whoever waits for an answer is told by its failing
      started.once('exit', () => {
        if (child === started) child = loaded = undefined;
      });
      const told = await answer(started, { type: 'load', model }).catch((cause: unknown) => {
        started.kill('SIGKILL');
        throw new SpeechError(
          'The speech engine stopped while it loaded the voice. Say it again; if it happens again, download the voice again.',
          { cause },
        );
      });
      if (told.type === 'failed') {
        started.kill('SIGKILL');
        throw new ModelError(
          `The voice model ${model.path} cannot be used; it may be damaged. Download it again.`,
          { cause: new Error(told.message) },
        );
      }
      return started;
    })();
    return loaded;
  };

  const end = (): void => {
    child?.kill('SIGKILL');
    child = loaded = undefined;
  };

  /** One job after another, each until its end or the abort of its signal. */
  async function job<Result>(signal: AbortSignal, run: () => Promise<Result>): Promise<Result> {
    signal.throwIfAborted();
    if (disposed) throw new SpeechError('The speech engine was closed.');
    const before = last;
    let done = () => {};
    const mine = new Promise<void>((resolve) => {
      done = resolve;
    });
    last = before.then(() => mine);
    jobs += 1;
    clearTimeout(idle);
    try {
      await orAborted(before, signal);
      return await orAborted(run(), signal);
    } finally {
      done();
      jobs -= 1;
      if (jobs === 0 && !disposed) idle = setTimeout(end, idleMs).unref();
    }
  }

  return {
    pid: () => child?.pid,
    load: ({ signal }) => job(signal, async () => void (await start())),
    recognise: (samples, { signal, prompt }) =>
      job(signal, async () => {
        const endNow = () => {
          end();
          if (!disposed) start().catch(() => {}); // whoever needs it next is told
        };
        signal.addEventListener('abort', endNow, { once: true });
        try {
          const engine = await start();
          const told = await answer(engine, { type: 'recognise', samples, prompt });
          if (told.type === 'failed') throw new SpeechError(told.message);
          return told.type === 'recognised' ? told.text : '';
        } finally {
          signal.removeEventListener('abort', endNow);
        }
      }),
    dispose: async () => {
      disposed = true;
      clearTimeout(idle);
      end();
    },
  };
}

/** Sends a message and waits for its answer. Throws SpeechError when the process ends before. */
function answer(engine: EngineChild, message: ToEngine): Promise<FromEngine> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => {
      engine.off('message', onMessage).off('exit', onExit);
      how();
    };
    const onMessage = (told: FromEngine) => settle(() => resolve(told));
    const onExit = (status: number | null, signal: NodeJS.Signals | null) =>
      settle(() =>
        reject(
          new SpeechError('The speech engine stopped unexpectedly. Say it again: it is started anew.', {
            cause: new Error(`Its process ended with ${signal ?? status}.`),
          }),
        ),
      );
    engine.on('message', onMessage).on('exit', onExit);
    engine.send(message, (error) => {
      if (error !== null)
        settle(() => reject(new SpeechError('The speech engine is gone. Say it again.', { cause: error })));
    });
  });
}
