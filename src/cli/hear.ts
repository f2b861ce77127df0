import { readFile } from 'node:fs/promises';
import type { Mac } from '../mac/mac.ts';
import type { HeardName } from '../request/speech/names-by-sound.ts';
import { readSpeech, withName } from '../request/speech.ts';
import { ModelError } from '../runtime/manifest.ts';
import { modelsFolder } from '../runtime/paths.ts';
import { findVoice, howToGetVoice } from '../runtime/speech/find-voice.ts';
import { readWav } from '../runtime/speech/read-wav.ts';
import { SpeechError, type TranscriptEvent } from '../runtime/speech/transcriber.ts';
import { openVoice } from '../runtime/speech/voice-model.ts';
import { downloadedModelsFolder } from '../settings/paths.ts';
import { loadSettings } from '../settings/settings.ts';
import { spokenNames } from '../tools/spoken-names.ts';
import type { Terminal } from './ask-user.ts';
import { UsageError } from './usage-error.ts';

/** A WAV file as 16 kHz mono. Throws UsageError when it cannot be read, AudioError when it is no audio. */
export async function readAudio(file: string): Promise<Float32Array> {
  let content: Uint8Array;
  try {
    content = await readFile(file);
  } catch (cause) {
    throw new UsageError(`The file ${file} cannot be read: ${(cause as Error).message}`);
  }
  return readWav(content);
}

/**
 * The request that is spoken in a recording, printed with what was heard and how long it took. Names that are not
 * sure are asked about at a terminal. Throws SpeechError when nobody speaks.
 */
export async function hear(
  samples: Float32Array,
  { json, mac, terminal, signal }: { json?: true; mac: Mac; terminal: Terminal; signal: AbortSignal },
): Promise<string> {
  const { voice: chosen, voiceLanguage: language } = await loadSettings();
  const path = await findVoice({ models: modelsFolder(), downloads: downloadedModelsFolder(), chosen });
  if (path === undefined) throw new ModelError(howToGetVoice);
  const transcriber = await openVoice(path, { language });
  try {
    const begun = performance.now();
    const [vocabulary] = await Promise.all([spokenNames({ mac, signal }), transcriber.warm({ signal })]);
    const loadMs = performance.now() - begun;
    let last: TranscriptEvent | undefined;
    for await (const event of transcriber.transcribe(whole(samples), { signal, vocabulary })) last = event;
    if (last?.type !== 'final' || last.text === '') {
      throw new SpeechError('Nobody can be heard in the recording. Speak closer to the microphone.');
    }
    const { text: transcript, timings } = last;
    const { text, names } = readSpeech(transcript, vocabulary);
    const times = { ...timings, loadMs };
    if (json) {
      process.stdout.write(`${JSON.stringify({ type: 'heard', transcript, text, names, times })}\n`);
    } else {
      const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
      process.stdout.write(
        `heard  ${transcript}\n       ${seconds(timings.speechMs)} of speech in ${seconds(timings.audioMs)}, ` +
          `model ready in ${Math.round(loadMs)} ms, text ${Math.round(timings.afterEndMs)} ms after the end\n` +
          `asked  ${text}\n`,
      );
    }
    let sure = text;
    for (const name of names.filter(({ isSure }) => !isSure)) {
      sure = withName(sure, name, await askFor(name, terminal, signal));
    }
    return sure;
  } finally {
    await transcriber.dispose();
  }
}

async function* whole(samples: Float32Array): AsyncGenerator<Float32Array> {
  yield samples;
}

/** Who was meant; as it was heard when nobody is there to ask. */
async function askFor(
  { heard, candidates }: HeardName,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<string> {
  if (!terminal.canAsk) return heard;
  const names = [...candidates, heard];
  const text = `Who is “${heard}”?`;
  process.stderr.write(`${text}\n`);
  let chosen: unknown;
  await terminal.answer(
    {
      type: 'question',
      id: 0,
      kind: 'choose',
      question: { text, choices: names.map((label) => ({ label, detail: '' })) },
      answer: (reply) => {
        chosen = reply;
      },
    },
    signal,
  );
  return names[Number(chosen ?? names.length - 1)] ?? heard;
}
