import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

export interface Dimensions {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly feedForward: number;
  /** At least 259 and the pieces said. */
  readonly vocabulary: number;
  readonly contextTokens: number;
}

/** TinyLlama-1.1B's, and so TinyAgent-1.1B's: 1.1 billion weights, of which the file holds only what is not zero. */
export const tinyLlama: Dimensions = {
  width: 2048,
  layers: 22,
  heads: 32,
  keyValueHeads: 4,
  feedForward: 5632,
  vocabulary: 32_000,
  contextTokens: 32_768,
};

/** What a scripted model says, piece by piece, to have a message written to Amir. */
export const textToAmir = (message: string): string[] => [
  '1. ',
  'get_phone_number',
  '("Amir")',
  '\n2. ',
  'send_sms(["',
  '$1',
  '"], "',
  message,
  '")',
  '\n3. join()',
  '<END_OF_PLAN>',
];

/**
 * Writes a GGUF model (Llama, Q4_0) that always says the same: after `after` it writes `says`, piece by piece, then
 * ends. Attention and feed-forward are zero, so a token's successor depends on the token alone (the tokens that speak
 * have one-hot embeddings, the output weights are a permutation of them); every piece is a token of its own, other
 * text is read byte by byte. Reading and writing cost what they cost with real weights of these dimensions.
 */
export function writeScriptedModel(
  path: string,
  {
    after,
    says,
    dimensions = {},
    name,
    chatTemplate,
    marks = [],
  }: {
    after: string;
    says: readonly string[];
    dimensions?: Partial<Dimensions>;
    name?: string;
    chatTemplate?: string;
    /** Further control tokens, such as a template's. */
    marks?: readonly string[];
  },
): void {
  const special = ['<unk>', '<s>', '</s>'];
  const bytes = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  );
  const spoken = [...special, ...bytes, ...says, ...marks];
  const { width, layers, heads, keyValueHeads, feedForward, vocabulary, contextTokens }: Dimensions = {
    // heads of 64: of 32, llama.cpp's flash attention on the CPU now and then gives NaN
    width: Math.ceil((says.length + 2) / 64) * 64,
    layers: 1,
    heads: 1,
    keyValueHeads: 1,
    feedForward: 32,
    vocabulary: spoken.length,
    contextTokens: 16_384,
    ...dimensions,
  };
  const padding = Array.from({ length: vocabulary - spoken.length }, (_, index) => `\u27e6${index}\u27e7`);
  const tokens = [...spoken, ...padding];
  const chain = [special.length + after.charCodeAt(0), ...says.map((_, index) => 259 + index), 2];

  const hot = { embedding: new Map<number, number>(), output: new Map<number, number>() };
  chain.slice(0, -1).forEach((token, place) => {
    hot.embedding.set(token, place);
    hot.output.set(chain[place + 1] ?? 2, place);
  });
  const headWidth = width / heads;
  const tensors: Tensor[] = [
    { name: 'token_embd.weight', shape: [width, tokens.length], hot: hot.embedding },
    { name: 'output.weight', shape: [width, tokens.length], hot: hot.output },
    { name: 'output_norm.weight', shape: [width] },
    ...Array.from({ length: layers }, (_, layer) => [
      { name: `blk.${layer}.attn_norm.weight`, shape: [width] },
      { name: `blk.${layer}.ffn_norm.weight`, shape: [width] },
      { name: `blk.${layer}.attn_q.weight`, shape: [width, width], hot: none },
      { name: `blk.${layer}.attn_k.weight`, shape: [width, keyValueHeads * headWidth], hot: none },
      { name: `blk.${layer}.attn_v.weight`, shape: [width, keyValueHeads * headWidth], hot: none },
      { name: `blk.${layer}.attn_output.weight`, shape: [width, width], hot: none },
      { name: `blk.${layer}.ffn_gate.weight`, shape: [width, feedForward], hot: none },
      { name: `blk.${layer}.ffn_up.weight`, shape: [width, feedForward], hot: none },
      { name: `blk.${layer}.ffn_down.weight`, shape: [feedForward, width], hot: none },
    ]).flat(),
  ];
  const types = [
    ...[2, 3, 3], // unknown, control
    ...bytes.map(() => 6), // byte
    ...says.map(() => 4), // user-defined
    ...marks.map(() => 3),
    ...padding.map(() => 1), // normal
  ];
  const metadata: [string, Uint8Array][] = [
    ['general.architecture', string('llama')],
    ...(name === undefined ? [] : [['general.name', string(name)] as [string, Uint8Array]]),
    ['llama.context_length', uint32(contextTokens)],
    ['llama.embedding_length', uint32(width)],
    ['llama.block_count', uint32(layers)],
    ['llama.feed_forward_length', uint32(feedForward)],
    ['llama.attention.head_count', uint32(heads)],
    ['llama.attention.head_count_kv', uint32(keyValueHeads)],
    ['llama.attention.layer_norm_rms_epsilon', float32(1e-5)],
    ['llama.rope.dimension_count', uint32(headWidth)],
    ['tokenizer.ggml.model', string('llama')],
    ['tokenizer.ggml.tokens', array(8, tokens.map(text))],
    [
      'tokenizer.ggml.scores',
      array(
        6,
        tokens.map(() => bytesOf(Float32Array.of(0))),
      ),
    ],
    [
      'tokenizer.ggml.token_type',
      array(
        5,
        types.map((type) => bytesOf(Int32Array.of(type))),
      ),
    ],
    ['tokenizer.ggml.bos_token_id', uint32(1)],
    ['tokenizer.ggml.eos_token_id', uint32(2)],
    ['tokenizer.ggml.add_space_prefix', typed(7, Uint8Array.of(0))],
    ...(chatTemplate === undefined
      ? []
      : [['tokenizer.chat_template', string(chatTemplate)] as [string, Uint8Array]]),
  ];
  writeGguf(path, metadata, tensors);
}

/** Rows of one 1 each where `hot` says, else zeros, in Q4_0; without `hot` a vector of ones in F32. */
interface Tensor {
  readonly name: string;
  /** Row length first. */
  readonly shape: readonly number[];
  readonly hot?: ReadonlyMap<number, number>;
}

const none: ReadonlyMap<number, number> = new Map();
/** 32 weights: a scale (F16) and sixteen bytes of two four-bit numbers, eight standing for zero. */
const blockBytes = 18;

function writeGguf(
  path: string,
  metadata: readonly [string, Uint8Array][],
  tensors: readonly Tensor[],
): void {
  const sizeOf = ({ shape, hot }: Tensor): number => {
    const count = shape.reduce((product, length) => product * length, 1);
    return hot === undefined ? 4 * count : (count / 32) * blockBytes;
  };
  const parts: Uint8Array[] = [
    Buffer.from('GGUF'),
    bytesOf(Uint32Array.of(3)),
    uint64(tensors.length),
    uint64(metadata.length),
    ...metadata.flatMap(([key, value]) => [text(key), value]),
  ];
  let offset = 0;
  for (const tensor of tensors) {
    const { name, shape, hot } = tensor;
    const type = hot === undefined ? 0 : 2; // F32, Q4_0
    parts.push(text(name), bytesOf(Uint32Array.of(shape.length)), ...shape.map(uint64));
    parts.push(bytesOf(Uint32Array.of(type)), uint64(offset));
    offset += aligned(sizeOf(tensor));
  }
  const header = Buffer.concat(parts);
  const file = openSync(path, 'w');
  try {
    writeSync(file, header);
    let at = aligned(header.length);
    for (const tensor of tensors) {
      const { shape, hot } = tensor;
      if (hot === undefined) writeSync(file, bytesOf(new Float32Array(shape[0] ?? 0).fill(1)), 0, null, at);
      // a block of scale zero is zeros, so what is not written is a hole in the file, and zeros when read
      for (const [row, column] of hot ?? []) {
        const block = Buffer.alloc(blockBytes, 0x88);
        block.writeUInt16LE(0x3c00, 0); // 1 in F16
        const place = column % 32;
        block[2 + (place % 16)] = place < 16 ? 0x89 : 0x98;
        const blocksBefore = (row * (shape[0] ?? 0) + column - place) / 32;
        writeSync(file, block, 0, blockBytes, at + blocksBefore * blockBytes);
      }
      at += aligned(sizeOf(tensor));
    }
    ftruncateSync(file, at);
  } finally {
    closeSync(file);
  }
}

const aligned = (length: number): number => Math.ceil(length / 32) * 32;
const bytesOf = (numbers: Float32Array | Int32Array | Uint32Array): Uint8Array =>
  new Uint8Array(numbers.buffer);
const uint64 = (value: number): Uint8Array => new Uint8Array(BigUint64Array.of(BigInt(value)).buffer);
const text = (value: string): Uint8Array => {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([uint64(bytes.length), bytes]);
};
/** A metadata value: its type, then itself. */
const typed = (type: number, value: Uint8Array): Uint8Array =>
  Buffer.concat([bytesOf(Uint32Array.of(type)), value]);
const string = (value: string): Uint8Array => typed(8, text(value));
const uint32 = (value: number): Uint8Array => typed(4, bytesOf(Uint32Array.of(value)));
const float32 = (value: number): Uint8Array => typed(6, bytesOf(Float32Array.of(value)));
const array = (type: number, items: readonly Uint8Array[]): Uint8Array =>
  typed(9, Buffer.concat([bytesOf(Uint32Array.of(type)), uint64(items.length), ...items]));
