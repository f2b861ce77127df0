/** Runs on the audio thread: hands on the microphone's samples in frames of 20 ms at 16 kHz. */

interface Port {
  postMessage(message: Float32Array, transfer: ArrayBufferLike[]): void;
}

declare abstract class AudioWorkletProcessor {
  readonly port: Port;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const frameSamples = 320;

class CaptureProcessor extends AudioWorkletProcessor {
  #frame = new Float32Array(frameSamples);
  #filled = 0;

  /** `inputs`: one microphone, its channels, 128 samples each; none while it is not connected. */
  process([channels]: Float32Array[][]): boolean {
    for (const sample of channels?.[0] ?? []) {
      this.#frame[this.#filled++] = sample;
      if (this.#filled < frameSamples) continue;
      this.port.postMessage(this.#frame, [this.#frame.buffer]);
      this.#frame = new Float32Array(frameSamples);
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor('capture', CaptureProcessor);
