import { characters, distinctPieces } from './pieces.ts';

/**
 * A Whisper model in whisper.cpp's GGML format that hears one sentence in whatever it is given: every layer of the
 * real model is there, tiny; attention adds nothing, and the decoder's only MLP is a table from each token to the
 * next. English-only sizes, since whisper.cpp derives the special tokens from them. `size`: of a published model, whose
 * memory and time it then takes.
 */
export function scriptedGgml(
  sentence: string,
  { width, heads, layers }: GgmlSize = { width: 64, heads: 1, layers: 1 },
): Uint8Array {
  const hidden = 4 * width;
  const pieces = distinctPieces(sentence);
  const words = [...pieces, ...characters.filter((character) => !pieces.includes(character))];
  // After the prompt comes `start`, or `noTimestamps` where the caller wants none.
  const script = [...pieces.keys(), end];
  const steps = [
    ...[start, noTimestamps].map((from) => [from, script[0] ?? end] as const),
    ...pieces.map((_, index) => [index, script[index + 1] ?? end] as const),
  ];
  if (steps.length > hidden) throw new Error(`A scripted sentence may have ${hidden - 2} tokens.`);
  const codes = Array.from({ length: vocabulary }, (_, token) => code(token, width));

  const parts: Uint8Array[] = [];
  const ints = (...values: number[]) => parts.push(bytes(Int32Array.from(values)));
  ints(
    0x67676d6c,
    vocabulary,
    audioContext,
    width,
    heads,
    layers,
    textContext,
    width,
    heads,
    layers,
    mels,
    1,
  );
  ints(mels, bins);
  parts.push(bytes(new Float32Array(mels * bins)));
  ints(words.length);
  for (const word of words) {
    const text = new TextEncoder().encode(word);
    ints(text.length);
    parts.push(text);
  }
  const tensor = (name: string, shape: readonly number[], type: 'f32' | 'f16', fill?: Fill) => {
    const label = new TextEncoder().encode(name);
    ints(shape.length, label.length, type === 'f16' ? 1 : 0, ...shape);
    parts.push(label);
    const data = new Float32Array(shape.reduce((product, length) => product * length, 1));
    fill?.(data);
    parts.push(type === 'f16' ? bytes(Uint16Array.from(data, half)) : bytes(data));
  };
  const norm = (name: string) => {
    tensor(`${name}.weight`, [width], 'f32', (data) => data.fill(1));
    tensor(`${name}.bias`, [width], 'f32');
  };
  const attention = (name: string) => {
    norm(`${name}_ln`);
    for (const part of ['query', 'key', 'value', 'out']) {
      tensor(`${name}.${part}.weight`, [width, width], 'f16');
      if (part !== 'key') tensor(`${name}.${part}.bias`, [width], 'f32');
    }
  };
  const mlp = (name: string, fills: { first?: Fill; bias?: Fill; second?: Fill } = {}) => {
    norm(`${name}.mlp_ln`);
    tensor(`${name}.mlp.0.weight`, [width, hidden], 'f16', fills.first);
    tensor(`${name}.mlp.0.bias`, [hidden], 'f32', fills.bias);
    tensor(`${name}.mlp.2.weight`, [hidden, width], 'f16', fills.second);
    tensor(`${name}.mlp.2.bias`, [width], 'f32');
  };

  tensor('encoder.positional_embedding', [width, audioContext], 'f32');
  tensor('encoder.conv1.weight', [3, mels, width], 'f16');
  tensor('encoder.conv1.bias', [1, width], 'f32');
  tensor('encoder.conv2.weight', [3, width, width], 'f16');
  tensor('encoder.conv2.bias', [1, width], 'f32');
  norm('encoder.ln_post');
  for (let layer = 0; layer < layers; layer++) {
    attention(`encoder.blocks.${layer}.attn`);
    mlp(`encoder.blocks.${layer}`);
  }

  tensor('decoder.positional_embedding', [width, textContext], 'f32');
  tensor('decoder.token_embedding.weight', [width, vocabulary], 'f16', (data) => {
    for (const [token, row] of codes.entries()) data.set(row, token * width);
  });
  norm('decoder.ln');
  for (let layer = 0; layer < layers; layer++) {
    attention(`decoder.blocks.${layer}.attn`);
    attention(`decoder.blocks.${layer}.cross_attn`);
    if (layer > 0) mlp(`decoder.blocks.${layer}`);
  }
  // Unit `step` answers its own token with +4 and any other with less than -7, which GELU makes nothing of.
  mlp('decoder.blocks.0', {
    first: (data) => {
      for (const [step, [from]] of steps.entries()) {
        data.set(
          (codes[from] ?? []).map((value) => value / 2),
          step * width,
        );
      }
    },
    bias: (data) => data.fill(4 - width / 2, 0, steps.length).fill(-width, steps.length),
    second: (data) => {
      for (const [step, [, to]] of steps.entries()) {
        for (const [row, value] of (codes[to] ?? []).entries()) data[row * hidden + step] = value;
      }
    },
  });
  return concatenated(parts);
}

/** Of both halves: the width of a token, its heads and layers. */
export interface GgmlSize {
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
}

/** Whisper base (Radford et al., 2022, table 1). */
export const baseSize: GgmlSize = { width: 512, heads: 8, layers: 6 };

type Fill = (data: Float32Array) => void;

/** whisper.cpp takes 51,864 tokens for an English-only model and numbers the special ones by that. */
const vocabulary = 51_864;
const end = 50_256;
const start = 50_257;
const noTimestamps = 50_362;
const audioContext = 1500;
const textContext = 448;
const mels = 80;
/** Frequency bins of a 400-sample window. */
const bins = 201;

/** A token's embedding: as many +1 as -1, so that layer norm leaves it as it is; pseudo-random, fixed by the token. */
function code(token: number, width: number): number[] {
  const row: number[] = Array.from({ length: width }, (_, index) => (index % 2 === 0 ? 1 : -1));
  let state = (token + 1) * 0x9e3779b1;
  for (let at = width - 1; at > 0; at--) {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + at;
    const other = (state >>> 8) % (at + 1);
    const kept = row[at] ?? 0;
    row[at] = row[other] ?? 0;
    row[other] = kept;
  }
  return row;
}

/** The few values that occur, as IEEE half precision. */
function half(value: number): number {
  const sign = value < 0 ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size === 0) return 0;
  if (size === 0.5) return sign | 0x3800;
  if (size === 1) return sign | 0x3c00;
  throw new Error(`${value} has no half-precision pattern here.`);
}

const bytes = (array: Int32Array | Float32Array | Uint16Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
