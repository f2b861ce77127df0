import type { Vocabulary } from './vocabulary-prompt.ts';

/** Speech to text. Only one recording at a time is listened to; a second waits for the first. */
export interface Transcriber {
  /**
   * Loads the model, so that the first words need not wait for it. Throws ModelError when it cannot be used, SpeechError
   * when the engine stops.
   */
  warm(options: { signal: AbortSignal }): Promise<void>;
  /**
   * Listens to 16 kHz mono frames (any length, -1..1) until they end. Yields texts of what was said so far, each
   * replacing the last, and one final text; "" when nobody spoke. Throws `signal.reason` on abort, at any moment, and
   * SpeechError when the engine fails, ModelError when the model cannot be used.
   */
  transcribe(
    audio: AsyncIterable<Float32Array>,
    options: { signal: AbortSignal; vocabulary?: Vocabulary },
  ): AsyncGenerator<TranscriptEvent, void>;
  dispose(): Promise<void>;
}

export type TranscriptEvent =
  | { readonly type: 'partial'; readonly text: string }
  | { readonly type: 'final'; readonly text: string; readonly timings: TranscriptTimings };

export interface TranscriptTimings {
  /** Length of the recording, and of the speech in it. */
  readonly audioMs: number;
  readonly speechMs: number;
  /** From the recording's end to the text. */
  readonly afterEndMs: number;
}

/** A loaded model that turns one stretch of speech into text. */
export interface SpeechEngine {
  /** Throws ModelError when the model cannot be used, SpeechError when the engine stops. */
  load(options: { signal: AbortSignal }): Promise<void>;
  /**
   * Text of at most 30 s of 16 kHz mono. `prompt`: what was said before, or "".
   * Throws `signal.reason` on abort, SpeechError when the engine fails, and what `load` does.
   */
  recognise(samples: Float32Array, options: { signal: AbortSignal; prompt: string }): Promise<string>;
  dispose(): Promise<void>;
}

/** Speech could not be turned into text: said in a sentence, with what to do. */
export class SpeechError extends Error {
  override readonly name = 'SpeechError';
}
