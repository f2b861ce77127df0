/** A speech model that can be had: what it is, where it lies, and what it costs. */
export interface Voice {
  /** As it is called in settings and on the command line. */
  readonly id: string;
  readonly engine: 'whisper.cpp';
  /** A repository of the Hugging Face hub, and the file in it. */
  readonly repository: string;
  readonly file: string;
  /** As published, rounded to 1 MiB; the hub tells the exact length. */
  readonly mebibytes: number;
  /** As published beside the file; the hub's own SHA-256 is compared besides. */
  readonly sha1: string;
  /** While it listens, as whisper.cpp states it. */
  readonly memoryMegabytes: number;
  readonly languages: 'English' | '99 languages, English well';
  /** Times as fast as the large model, as its authors state it. */
  readonly speed: number;
  readonly licence: 'MIT';
}

/**
 * OpenAI's Whisper in whisper.cpp's format (Radford et al., 2022). Requests are in English, which the English-only
 * models hear better at the same size. Sizes and checksums: the repository's own list.
 */
export const voices: readonly Voice[] = [
  whisper('tiny.en', 75, 'c78c86eb1a8faa21b369bcd33207cc90d64ae9df'),
  whisper('base.en', 142, '137c40403d78fd54d454da0f9bd998f78703390c'),
  whisper('small.en', 466, 'db8a495a91d927739e50b3fc1cc4c6b8f6c2d022'),
  whisper('tiny', 75, 'bd577a113a864445d4c299885e0cb97d4ba92b5f'),
  whisper('base', 142, '465707469ff3a37a2b9b8d8f89f2f99de7299dac'),
  whisper('small', 466, '55356645c2b361a969dfd0ef2c5a50d530afd8d5'),
];

/** The one that is offered first: small enough to be loaded at once, good enough for names. */
export const offeredVoice = 'whisper-base.en';

function whisper(name: string, mebibytes: number, sha1: string): Voice {
  const size = name.replace('.en', '') as 'tiny' | 'base' | 'small';
  return {
    id: `whisper-${name}`,
    engine: 'whisper.cpp',
    repository: 'ggerganov/whisper.cpp',
    file: `ggml-${name}.bin`,
    mebibytes,
    sha1,
    memoryMegabytes: { tiny: 390, base: 500, small: 1000 }[size],
    languages: name.endsWith('.en') ? 'English' : '99 languages, English well',
    speed: { tiny: 10, base: 7, small: 4 }[size],
    licence: 'MIT',
  };
}
