/** How a WAV file is written, for the tests that read one. */
export interface WavKind {
  readonly rate?: number;
  readonly bits?: 8 | 16 | 24 | 32 | 64;
  readonly float?: boolean;
  readonly extensible?: boolean;
  /** What the header says of the length of the samples, in bytes; their true one when left out. */
  readonly claimedBytes?: number;
}

/** A WAV file of one array of samples (-1..1) a channel. */
export function wav(
  channels: readonly Float32Array[],
  { rate = 16_000, bits = 16, float = false, extensible = false, claimedBytes }: WavKind = {},
): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const bytes = frames * channels.length * (bits / 8);
  const formatBytes = extensible ? 40 : 16;
  const file = Buffer.alloc(12 + 8 + formatBytes + 8 + bytes);
  file.write('RIFF', 0);
  file.writeUInt32LE((file.length - 8) >>> 0, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(formatBytes, 16);
  const code = float ? 3 : 1;
  file.writeUInt16LE(extensible ? 0xfffe : code, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * channels.length * (bits / 8), 28);
  file.writeUInt16LE(channels.length * (bits / 8), 32);
  file.writeUInt16LE(bits, 34);
  if (extensible) file.writeUInt16LE(code, 44);
  let at = 20 + formatBytes;
  file.write('data', at);
  file.writeUInt32LE(claimedBytes ?? bytes, at + 4);
  at += 8;
  for (let frame = 0; frame < frames; frame++) {
    for (const channel of channels) {
      const sample = channel[frame] ?? 0;
      const whole = (size: number) => Math.max(-size, Math.min(size - 1, Math.round(sample * size)));
      if (float && bits === 64) file.writeDoubleLE(sample, at);
      else if (float) file.writeFloatLE(sample, at);
      else if (bits === 8) file.writeUInt8(whole(128) + 128, at);
      else file.writeIntLE(whole(2 ** (bits - 1)), at, bits / 8);
      at += bits / 8;
    }
  }
  return file;
}

/** A sine of a frequency in Hz. */
export const tone = (
  hertz: number,
  { ms, rate = 16_000, level = 0.5 }: { ms: number; rate?: number; level?: number },
): Float32Array =>
  Float32Array.from(
    { length: Math.round((ms * rate) / 1000) },
    (_, index) => level * Math.sin((2 * Math.PI * hertz * index) / rate),
  );

/** Noise that is the same every time. */
export function noise({ ms, level }: { ms: number; level: number }): Float32Array {
  let state = 12_345;
  return Float32Array.from({ length: ms * 16 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return level * (state / 2 ** 31 - 1);
  });
}

export function joinedAudio(...parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Something like a voice in a quiet room: syllables of a buzz, five a second, over a little noise. */
export function voice({ ms, level = 0.3 }: { ms: number; level?: number }): Float32Array {
  const room = noise({ ms, level: 0.002 });
  return room.map((background, index) => {
    const seconds = index / 16_000;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 5 * seconds)) ** 0.5;
    const buzz = [1, 3, 7, 15].reduce((sum, n) => sum + Math.sin(2 * Math.PI * 140 * n * seconds) / n, 0);
    return background + level * 0.5 * syllable * buzz;
  });
}

/** Audio as a microphone gives it: frames, one after the other, `everyMs` apart (0: as fast as they are taken). */
export async function* frames(
  samples: Float32Array,
  { frameMs = 20, everyMs = 0 }: { frameMs?: number; everyMs?: number } = {},
): AsyncGenerator<Float32Array> {
  for (let at = 0; at < samples.length; at += frameMs * 16) {
    if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
    yield samples.slice(at, at + frameMs * 16);
  }
}
