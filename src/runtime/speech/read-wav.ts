import { sampleRate } from './audio.ts';
import { resample } from './resample.ts';

/** The audio cannot be read: said in a sentence, with what to do. */
export class AudioError extends Error {
  override readonly name = 'AudioError';
}

/**
 * A WAV file as 16 kHz mono in -1..1. Reads integers of 8, 16, 24 and 32 bits and floats of 32 and 64, any rate from
 * 1 to 768 kHz, any number of channels (their mean is taken), also files cut short and streams that give no length.
 * Samples that are no number are silent. Throws AudioError.
 */
export function readWav(file: Uint8Array): Float32Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const { format, data } = chunks(view);
  const { code, channels, rate, bits } = readFormat(format);
  const read = readers[`${code}/${bits}`];
  if (read === undefined) {
    const kind =
      code === pcm ? `${bits}-bit` : code === float ? `${bits}-bit float` : `compressed (format ${code})`;
    throw new AudioError(`This WAV file is ${kind}; save it as 16-bit PCM.`);
  }
  const frameBytes = channels * (bits / 8);
  const mono = new Float32Array(Math.floor(data.byteLength / frameBytes));
  for (let frame = 0; frame < mono.length; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) {
      const sample = read(data, frame * frameBytes + channel * (bits / 8));
      sum += Number.isFinite(sample) ? sample : 0;
    }
    mono[frame] = sum / channels;
  }
  return resample(mono, { from: rate, to: sampleRate });
}

const pcm = 1;
const float = 3;
const extensible = 0xfffe;

function chunks(view: DataView): { format: DataView; data: DataView } {
  const name = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
  if (view.byteLength < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') {
    throw new AudioError('This is no WAV file; convert it to WAV first.');
  }
  let format: DataView | undefined;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const length = view.getUint32(at + 4, true);
    const end = Math.min(at + 8 + length, view.byteLength);
    const content = new DataView(view.buffer, view.byteOffset + at + 8, end - at - 8);
    if (name(at) === 'fmt ') format = content;
    if (name(at) === 'data' && format !== undefined) return { format, data: content };
    at += 8 + length + (length % 2);
  }
  throw new AudioError('This WAV file is damaged: it has no audio in it. Record it again.');
}

function readFormat(format: DataView): { code: number; channels: number; rate: number; bits: number } {
  if (format.byteLength < 16) throw new AudioError('This WAV file is damaged: its header is cut short.');
  const written = format.getUint16(0, true);
  // the extensible form keeps the real code at the beginning of a GUID
  const code = written === extensible && format.byteLength >= 26 ? format.getUint16(24, true) : written;
  const channels = format.getUint16(2, true);
  const rate = format.getUint32(4, true);
  const bits = format.getUint16(14, true);
  if (channels === 0 || rate < 1000 || rate > 768_000) {
    throw new AudioError(`This WAV file is damaged: it claims ${channels} channels at ${rate} Hz.`);
  }
  return { code, channels, rate, bits };
}

const readers: Readonly<Record<string, (data: DataView, at: number) => number>> = {
  [`${pcm}/8`]: (data, at) => (data.getUint8(at) - 128) / 128,
  [`${pcm}/16`]: (data, at) => data.getInt16(at, true) / 32_768,
  [`${pcm}/24`]: (data, at) => (data.getUint16(at, true) + data.getInt8(at + 2) * 65_536) / 8_388_608,
  [`${pcm}/32`]: (data, at) => data.getInt32(at, true) / 2_147_483_648,
  [`${float}/32`]: (data, at) => data.getFloat32(at, true),
  [`${float}/64`]: (data, at) => data.getFloat64(at, true),
};
