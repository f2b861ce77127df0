/** A speech model that can be had: what it is, where it lies, and what it costs. */
export interface Voice {
  /** As it is called in settings and on the command line. */
  readonly id: string;
  readonly name: string;
  readonly engine: 'whisper.cpp' | 'transformers.js';
  /** Owner and name on the hub, and the files in it that are needed. */
  readonly repo: string;
  readonly files: readonly string[];
  /** Of the download; the hub tells the exact number before anything is fetched. */
  readonly approximateBytes: number;
  /** While it listens, as its publisher states it; left out where none does. */
  readonly approximateMemoryBytes?: number;
  /** What it was trained for. Requests are in English whichever it is. */
  readonly languages: 'English' | '99 languages';
  /** As its authors measured it, on their machines. */
  readonly speed: string;
  readonly licence: 'MIT';
}

const MB = 1e6;

/** The one that is offered first: small enough to be loaded at once, good enough for names. */
export const offeredVoice = whisper('base.en', { megabytes: 148, memory: 388, speed: 7 });

/**
 * OpenAI's Whisper in whisper.cpp's format (Radford et al., 2022) and Moonshine in ONNX (Jeffries et al., 2024), the one
 * that is offered first at the top. English-only models hear English better at the same size. File names and sizes: the
 * repositories' own lists. Memory: whisper.cpp's. Speed: the model cards of Whisper and the Moonshine paper.
 */
export const voices: readonly Voice[] = [
  offeredVoice,
  whisper('tiny.en', { megabytes: 78, memory: 273, speed: 10 }),
  whisper('small.en', { megabytes: 488, memory: 852, speed: 4 }),
  whisper('base', { megabytes: 148, memory: 388, speed: 7 }),
  whisper('small', { megabytes: 488, memory: 852, speed: 4 }),
  whisper('large-v3-turbo-q5_0', { megabytes: 574, speed: 8 }),
  moonshine('base', 67),
  moonshine('tiny', 32),
];

export const voiceEntry = (id: string): Voice | undefined => voices.find((voice) => voice.id === id);

function whisper(
  size: string,
  { megabytes, memory, speed }: { megabytes: number; memory?: number; speed: number },
): Voice {
  return {
    id: `whisper-${size.replace('-v3-turbo-q5_0', '-turbo')}`,
    name: `Whisper ${size}`,
    engine: 'whisper.cpp',
    repo: 'ggerganov/whisper.cpp',
    files: [`ggml-${size}.bin`],
    approximateBytes: megabytes * MB,
    ...(memory === undefined ? {} : { approximateMemoryBytes: memory * MB }),
    languages: size.endsWith('.en') ? 'English' : '99 languages',
    speed: `${speed} times as fast as the large Whisper`,
    licence: 'MIT',
  };
}

function moonshine(size: 'base' | 'tiny', megabytes: number): Voice {
  return {
    id: `moonshine-${size}`,
    name: `Moonshine ${size}`,
    engine: 'transformers.js',
    repo: `onnx-community/moonshine-${size}-ONNX`,
    files: [
      'config.json',
      'generation_config.json',
      'preprocessor_config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'onnx/encoder_model_quantized.onnx',
      'onnx/decoder_model_merged_quantized.onnx',
    ],
    approximateBytes: megabytes * MB,
    languages: 'English',
    speed: 'computes less the shorter the sentence: for ten seconds a fifth of what Whisper tiny.en does',
    licence: 'MIT',
  };
}
