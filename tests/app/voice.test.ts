import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { VoiceEvent } from '../../src/app/contract.ts';
import { createVoice, type Voice } from '../../src/app/main/voice.ts';
import { noVoice, type VoiceModel } from '../../src/app/main/voice-model.ts';
import { ModelError } from '../../src/runtime/manifest.ts';
import { orAborted } from '../../src/runtime/speech/or-aborted.ts';
import { SpeechError, type Transcriber, type TranscriptEvent } from '../../src/runtime/speech/transcriber.ts';
import type { Vocabulary } from '../../src/runtime/speech/vocabulary-prompt.ts';
import { settled } from '../helpers/microphone.ts';

vi.mock('electron', () => ({ app: {} }));

/** The weights' part: says what the test tells it to once the recording has ended, and how much it heard. */
function model({ says = '', fails = {} }: { says?: string; fails?: { warm?: Error; end?: Error } } = {}) {
  const seen = { samples: 0, vocabulary: undefined as Vocabulary | undefined, disposed: false };
  const timings = { audioMs: 0, speechMs: 0, afterEndMs: 0 };
  const transcriber: Transcriber = {
    warm: async () => {
      if (fails.warm !== undefined) throw fails.warm;
    },
    async *transcribe(audio, { signal, vocabulary }): AsyncGenerator<TranscriptEvent, void> {
      seen.vocabulary = vocabulary;
      const frames = audio[Symbol.asyncIterator]();
      for (;;) {
        const { done, value } = await orAborted(frames.next(), signal);
        if (done) break;
        seen.samples += value.length;
        yield { type: 'partial', text: `${seen.samples} samples` };
      }
      if (fails.end !== undefined) throw fails.end;
      yield { type: 'final', text: says, timings };
    },
    dispose: async () => {
      seen.disposed = true;
    },
  };
  const it: VoiceModel = { path: '/voice', language: undefined, transcriber, whyNot: '' };
  return { it, seen };
}

const names: Vocabulary = { names: ['Lutfi Erdem'], titles: [] };
const frame = () => new Float32Array(1600);
let told: [id: string, event: VoiceEvent][];
let listening: boolean[];
let voice: Voice;
beforeEach(() => {
  [told, listening] = [[], []];
  voice = createVoice({
    askForVocabulary: () => voice.learn(names),
    tell: (...event) => void told.push(event),
    onListening: () => void listening.push(voice.isListening),
  });
});
const say = async (id: string, frames = 1) => {
  voice.begin(id);
  await settled();
  for (let at = 0; at < frames; at++) voice.hear(id, frame());
  await settled();
};
const last = () => told.at(-1);

describe('a recording', () => {
  test('is told as it is heard, and its end as the request that was spoken, with the names the Mac knows', async () => {
    const { it, seen } = model({ says: 'um text lootfy that I am late' });
    await voice.use(it);
    await say('a', 2);
    expect([told, voice.isListening]).toEqual([
      [
        ['a', { type: 'heard', text: '1600 samples' }],
        ['a', { type: 'heard', text: '3200 samples' }],
      ],
      true,
    ]);
    voice.end('a');
    await settled();
    expect(last()).toEqual(['a', { type: 'ended', text: 'Text Lutfi that I am late', unsure: '' }]);
    expect([listening, seen.vocabulary]).toEqual([[true, false], names]);
  });

  test('in which nobody speaks is told with what to do', async () => {
    await voice.use(model().it);
    await say('a');
    voice.end('a');
    await settled();
    expect(last()?.[1]).toMatchObject({
      type: 'failed',
      message: expect.stringContaining('No words were heard'),
    });
  });

  test('that begins ends the one before, whose samples and end are forgotten', async () => {
    const { it, seen } = model({ says: 'text amir' });
    await voice.use(it);
    await say('a');
    await say('b');
    voice.hear('a', frame());
    voice.end('a');
    voice.cancel('a');
    voice.end('b');
    await settled();
    expect([seen.samples, told.map(([id, { type }]) => `${id} ${type}`)]).toEqual([
      3200,
      ['a heard', 'b heard', 'b ended'],
    ]);
  });

  test('that was cancelled comes to nothing, before a sample, while it is heard and once it has ended', async () => {
    await voice.use(model({ says: 'text amir' }).it);
    voice.begin('a');
    voice.cancel('a');
    await say('b');
    voice.cancel('b');
    await say('c');
    voice.end('c');
    voice.cancel('c');
    await settled();
    expect(told.map(([id, { type }]) => `${id} ${type}`)).toEqual(['b heard', 'c heard']);
    expect(voice.isListening).toBe(false);
  });

  test('takes nothing more once it has ended, whatever a page sends', async () => {
    await voice.use(model({ says: 'text amir' }).it);
    await say('a');
    voice.end('a');
    voice.hear('a', frame());
    voice.end('a');
    await settled();
    expect([last(), voice.isListening]).toEqual([
      ['a', { type: 'ended', text: 'Text amir', unsure: '' }],
      false,
    ]);
  });

  test('does not wait for names for ever', async () => {
    await voice.use(model({ says: 'text lootfy' }).it);
    const silent = createVoice({
      askForVocabulary: () => {},
      tell: (...event) => void told.push(event),
      onListening: () => {},
    });
    await silent.use(model({ says: 'text lootfy' }).it);
    silent.begin('a');
    silent.hear('a', frame());
    silent.end('a');
    await expect.poll(() => last()?.[1].type, { timeout: 4000 }).toBe('ended');
  });
});

describe('what fails', () => {
  test.each([
    [
      'a model that cannot be loaded, which another voice cures',
      { warm: new ModelError('Damaged.') },
      'Damaged.',
      'voice',
    ],
    [
      'an engine that stops while it loads',
      { warm: new SpeechError('Say it again.') },
      'Say it again.',
      undefined,
    ],
    ['an engine that stops', { end: new SpeechError('Say it again.') }, 'Say it again.', undefined],
  ])('%s', async (_, fails, message, cure) => {
    await voice.use(model({ fails }).it);
    await say('a');
    voice.end('a');
    await settled();
    expect(last()).toEqual(['a', { type: 'failed', message, cure }]);
    expect(voice.isListening).toBe(false);
  });

  test('speaking without a voice', async () => {
    await say('a');
    expect(told).toEqual([['a', { type: 'failed', message: noVoice.whyNot, cure: 'voice' }]]);
    expect(noVoice.whyNot).toContain('148 MB');
  });
});

describe('another voice', () => {
  test('hears from then on; the one before is closed', async () => {
    const [first, second] = [model({ says: 'text amir' }), model({ says: 'text tess' })];
    await voice.use(first.it);
    await say('a');
    voice.end('a');
    await settled();
    await voice.use(second.it);
    expect([first.seen.disposed, voice.model]).toEqual([true, second.it]);
    await say('b');
    voice.end('b');
    await settled();
    expect(last()?.[1]).toMatchObject({ text: 'Text tess' });
  });

  test('in the middle of a sentence: told, and nobody listens', async () => {
    await voice.use(model().it);
    await say('a');
    await voice.use(noVoice);
    expect(last()).toEqual([
      'a',
      { type: 'failed', message: expect.stringContaining('Say it again'), cure: undefined },
    ]);
    expect([voice.isListening, listening]).toEqual([false, [true, false]]);
  });

  test('which is the same one changes nothing', async () => {
    const { it, seen } = model();
    await voice.use(it);
    await say('a');
    await voice.use(it);
    expect([seen.disposed, voice.isListening, told.length]).toEqual([false, true, 1]);
  });
});
