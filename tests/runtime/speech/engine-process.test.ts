import { EventEmitter } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { ModelError } from '../../../src/runtime/manifest.ts';
import type { FromEngine, ToEngine, VoiceModel } from '../../../src/runtime/speech/engine-messages.ts';
import { createEngineProcess, type EngineChild } from '../../../src/runtime/speech/engine-process.ts';
import { SpeechError } from '../../../src/runtime/speech/transcriber.ts';
import { temporaryFolder } from '../../helpers/command.ts';

const folder = temporaryFolder(afterAll);
const damaged = join(folder, 'damaged');
mkdirSync(damaged);
writeFileSync(join(damaged, 'config.json'), '{');
/** Of the two engines the one that tells of a damaged model within a moment. */
const model: VoiceModel = { engine: 'transformers.js', path: damaged, dtype: 'fp32' };
const { signal } = new AbortController();
const why = (job: Promise<unknown>): Promise<unknown> =>
  job.then(
    () => undefined,
    (error: unknown) => error,
  );
let engine: ReturnType<typeof createEngineProcess>;
afterEach(() => engine.dispose());

test('a model that its engine cannot load may be damaged', async () => {
  engine = createEngineProcess(model);
  const error = await why(engine.load({ signal }));
  expect(error).toBeInstanceOf(ModelError);
  expect(error).toMatchObject({
    message: expect.stringContaining(`${damaged} cannot be used; it may be damaged`),
  });
});

test('a process that is killed while it loads says nothing about the model', async () => {
  engine = createEngineProcess(model);
  const loading = why(engine.load({ signal }));
  await expect.poll(() => engine.pid()).toBeDefined();
  process.kill(engine.pid() ?? 0, 'SIGKILL');
  const error = await loading;
  expect(error).toBeInstanceOf(SpeechError);
  expect(error).toMatchObject({
    message: expect.stringMatching(/stopped while it loaded the voice. Say it again/),
    cause: { cause: { message: 'Its process ended with SIGKILL.' } },
  });
});

test('after it was killed while it loaded, the next job has a process of its own', async () => {
  const children: Child[] = [];
  engine = createEngineProcess(model, {
    startProcess: () => {
      const child = new Child();
      children.push(child);
      return child;
    },
  });
  const first = why(engine.load({ signal }));
  await expect.poll(() => children.length).toBe(1);
  children[0]?.emit('exit', 9);
  expect(await first).toBeInstanceOf(SpeechError);
  const second = engine.recognise(new Float32Array(160), { signal, prompt: '' });
  await expect.poll(() => children.length).toBe(2);
  const tell = (message: FromEngine) => children[1]?.emit('message', message);
  tell({ type: 'loaded' });
  await expect.poll(() => children[1]?.sent.at(-1)?.type).toBe('recognise');
  tell({ type: 'recognised', text: 'text amir' });
  expect(await second).toBe('text amir');
});

/** A process as Electron shows it: its end is told by a number alone. */
class Child extends EventEmitter implements EngineChild {
  readonly sent: ToEngine[] = [];
  send(message: ToEngine): void {
    this.sent.push(message);
  }
  kill(): boolean {
    return true;
  }
}
