import { describe, expect, test } from 'vitest';
import { createTranscriber } from '../../../src/runtime/speech/create-transcriber.ts';
import type { SpeechEngine, TranscriptEvent } from '../../../src/runtime/speech/transcriber.ts';
import { collect } from '../../helpers/collect.ts';
import { frames, joinedAudio, noise, voice } from '../../helpers/wav.ts';

const room = (ms: number) => noise({ ms, level: 0.002 });
const signal = new AbortController().signal;

/** An engine that writes how long what it heard was, in seconds. */
function engine({ takesMs = 0 }: { takesMs?: number } = {}) {
  const heardMs: number[] = [];
  const prompts: string[] = [];
  const it: SpeechEngine = {
    load: async () => {},
    dispose: async () => {},
    recognise: async (samples, { prompt, signal }) => {
      heardMs.push(samples.length / 16);
      prompts.push(prompt);
      await new Promise((resolve) => setTimeout(resolve, takesMs));
      signal.throwIfAborted();
      return ` [BLANK_AUDIO] ${Math.round(samples.length / 16_000)} seconds (music) `;
    },
  };
  return { it, heardMs, prompts };
}

const texts = (events: readonly TranscriptEvent[]) => events.map(({ type, text }) => [type, text]);

describe('transcribe', () => {
  test('silence is not shown to the model, whose inventions are left out', async () => {
    const { it, heardMs } = engine();
    const audio = joinedAudio(room(2000), voice({ ms: 3000 }), room(2000));
    const events = await collect(createTranscriber(it).transcribe(frames(audio), { signal }));
    expect(texts(events).at(-1)).toEqual(['final', expect.stringMatching(/^[34] seconds$/)]);
    expect(Math.max(...heardMs)).toBeLessThan(3800);
    const last = events.at(-1);
    expect(last?.type === 'final' && last.timings).toMatchObject({ audioMs: 7000 });
  });

  test('a recording without speech has the text "", and no model is asked', async () => {
    const { it, heardMs } = engine();
    const events = await collect(createTranscriber(it).transcribe(frames(room(3000)), { signal }));
    expect(texts(events)).toEqual([['final', '']]);
    expect(heardMs).toEqual([]);
  });

  test('partial texts come while somebody speaks', async () => {
    const { it } = engine();
    const audio = joinedAudio(room(300), voice({ ms: 5000 }), room(300));
    const events = await collect(
      createTranscriber(it).transcribe(frames(audio, { frameMs: 200, everyMs: 5 }), { signal }),
    );
    const partial = events.filter(({ type }) => type === 'partial');
    expect(partial.length).toBeGreaterThanOrEqual(3);
    expect(partial.length).toBeLessThanOrEqual(7);
  });

  test('what was recognised in the pause before the key came up is not recognised again', async () => {
    const { it, heardMs } = engine();
    const audio = joinedAudio(room(300), voice({ ms: 400 }), room(1500));
    const transcript = createTranscriber(it).transcribe(frames(audio, { frameMs: 100, everyMs: 2 }), {
      signal,
    });
    await collect(transcript);
    expect(heardMs).toHaveLength(1);
  });

  test('sentences with long pauses between them are each recognised once, and joined', async () => {
    const { it } = engine();
    const audio = joinedAudio(
      voice({ ms: 7000 }),
      room(1500),
      voice({ ms: 8000 }),
      room(1500),
      voice({ ms: 1000 }),
    );
    const events = await collect(
      createTranscriber(it).transcribe(frames(audio, { frameMs: 1000 }), { signal }),
    );
    expect(events.at(-1)).toMatchObject({ type: 'final', text: '7 seconds 8 seconds 1 seconds' });
  });

  test('the vocabulary reaches the engine', async () => {
    const { it, prompts } = engine();
    await collect(
      createTranscriber(it).transcribe(frames(voice({ ms: 500 })), {
        signal,
        vocabulary: { names: ['Lutfi Erdem'], titles: [] },
      }),
    );
    expect(prompts).toEqual(['Lutfi Erdem.']);
  });

  test('an abort ends it at once while the microphone says nothing', async () => {
    const controller = new AbortController();
    async function* silent(): AsyncGenerator<Float32Array> {
      yield room(100);
      await new Promise(() => {});
    }
    const transcript = collect(
      createTranscriber(engine().it).transcribe(silent(), { signal: controller.signal }),
    );
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(transcript).rejects.toThrow('enough');
  });

  test('a microphone that fails is what is thrown', async () => {
    async function* lost(): AsyncGenerator<Float32Array> {
      yield voice({ ms: 500 });
      throw new Error('unplugged');
    }
    await expect(collect(createTranscriber(engine().it).transcribe(lost(), { signal }))).rejects.toThrow(
      'unplugged',
    );
  });
});
