import { setTimeout as sleep } from 'node:timers/promises';
import { readSpeech } from '../../request/speech.ts';
import { ModelError } from '../../runtime/manifest.ts';
import type { Vocabulary } from '../../runtime/speech/vocabulary-prompt.ts';
import type { VoiceEvent } from '../contract.ts';
import { noVoice, type VoiceModel } from './voice-model.ts';

/** Makes a request of what is said: a recording at a time, which the window makes and hands over as it goes. */
export interface Voice {
  /** Whether samples are coming in. */
  readonly isListening: boolean;
  readonly model: VoiceModel;
  /** Hears with this model from now on; what is being said to another one is lost, and told. */
  use(model: VoiceModel): Promise<void>;
  begin(id: string): void;
  /** Samples of a recording that is not the newest are forgotten. */
  hear(id: string, samples: Float32Array): void;
  end(id: string): void;
  cancel(id: string): void;
  /** The names that were asked for. */
  learn(vocabulary: Vocabulary): void;
  close(): Promise<void>;
}

/** How long a recording waits for the names of people and notes before it does without. In milliseconds. */
const namesMs = 1500;

interface Recording {
  readonly id: string;
  readonly controller: AbortController;
  readonly audio: ReadableStream<Float32Array>;
  readonly source: ReadableStreamDefaultController<Float32Array>;
}

export function createVoice({
  askForVocabulary,
  tell,
  onListening,
}: {
  /** Leads to `learn`, sooner or later. */
  askForVocabulary: () => void;
  tell: (id: string, event: VoiceEvent) => void;
  /** `isListening` has changed. */
  onListening: () => void;
}): Voice {
  let model = noVoice;
  let recording: Recording | undefined;
  let isListening = false;
  /** The end of the newest recording has come. */
  let isOver = false;
  let vocabulary: Vocabulary = { names: [], titles: [] };
  let learned = () => {};

  const setListening = (now: boolean): void => {
    if (now === isListening) return;
    isListening = now;
    onListening();
  };

  function stop(): void {
    recording?.controller.abort(new DOMException('Stopped by the user.', 'AbortError'));
    recording = undefined;
    setListening(false);
  }

  async function transcribe({ id, controller: { signal }, audio }: Recording): Promise<void> {
    const { transcriber, whyNot } = model;
    if (transcriber === undefined) return tell(id, { type: 'failed', message: whyNot, cure: 'voice' });
    const names = new Promise<void>((resolve) => {
      learned = resolve;
    });
    askForVocabulary();
    try {
      await Promise.all([Promise.race([names, sleep(namesMs)]), transcriber.warm({ signal })]);
    } catch (error) {
      signal.throwIfAborted();
      const cure = error instanceof ModelError ? 'voice' : undefined;
      return tell(id, { type: 'failed', message: inWords(error), cure });
    }
    for await (const event of transcriber.transcribe(audio, { signal, vocabulary })) {
      if (event.type === 'partial') {
        tell(id, { type: 'heard', text: event.text });
        continue;
      }
      const { text, names: heard } = readSpeech(event.text, vocabulary);
      const unsure = heard
        .filter(({ isSure }) => !isSure)
        .map(({ heard, candidates }) => `“${heard}” may be ${candidates.join(' or ')}.`)
        .join(' ');
      tell(
        id,
        text === '' ? { type: 'failed', message: nobody, cure: undefined } : { type: 'ended', text, unsure },
      );
    }
  }

  return {
    get isListening() {
      return isListening;
    },
    get model() {
      return model;
    },
    async use(next) {
      if (next === model) return;
      const { transcriber: old } = model;
      model = next;
      if (recording !== undefined) tell(recording.id, { type: 'failed', message: changed, cure: undefined });
      stop();
      await old?.dispose();
    },
    begin(id) {
      stop();
      const controller = new AbortController();
      let source: Recording['source'] | undefined;
      const audio = new ReadableStream<Float32Array>({
        start: (given) => {
          source = given;
        },
      });
      if (source === undefined) throw new Error('A stream begins with its controller.');
      const mine: Recording = { id, controller, audio, source };
      recording = mine;
      isOver = false;
      transcribe(mine)
        .catch((error: unknown) => {
          if (!controller.signal.aborted)
            tell(id, { type: 'failed', message: inWords(error), cure: undefined });
        })
        .finally(() => {
          if (recording === mine) stop();
        });
    },
    hear(id, samples) {
      if (recording?.id !== id || isOver) return;
      recording.source.enqueue(samples);
      setListening(true);
    },
    end(id) {
      if (recording?.id !== id || isOver) return;
      isOver = true;
      recording.source.close();
      setListening(false);
    },
    cancel(id) {
      if (recording?.id === id) stop();
    },
    learn(found) {
      vocabulary = found;
      learned();
    },
    async close() {
      stop();
      await model.transcriber?.dispose();
    },
  };
}

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const changed = 'The voice was changed meanwhile. Say it again.';
const nobody = 'No words were heard. Say it again, closer to the microphone, or type.';
