import { writeFileSync } from 'node:fs';

/**
 * Writes a GGUF model that always says the same: after `after` it writes `says`, piece by piece, then ends. Attention
 * and feed-forward are zero, so a token's successor depends on the token alone (embeddings are one-hot, the output
 * weights a permutation of them); every piece is a token of its own, other text is read byte by byte.
 */
export function writeScriptedModel(
  path: string,
  { after, says, chatTemplate }: { after: string; says: readonly string[]; chatTemplate?: string },
): void {
  const special = ['<unk>', '<s>', '</s>'];
  const bytes = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  );
  const tokens = [...special, ...bytes, ...says];
  const width = Math.ceil(tokens.length / 32) * 32;
  const chain = [special.length + after.charCodeAt(0), ...says.map((_, index) => 259 + index), 2];

  const embedding = new Float32Array(tokens.length * width);
  tokens.forEach((_, index) => {
    embedding[index * width + index] = 1;
  });
  const output = new Float32Array(tokens.length * width);
  chain.slice(1).forEach((next, index) => {
    output[next * width + (chain[index] ?? 0)] = 1;
  });
  const zeros = (rows: number, columns: number) => ({
    shape: [columns, rows],
    data: new Float32Array(rows * columns),
  });
  const ones = { shape: [width], data: new Float32Array(width).fill(1) };
  const tensors: Record<string, { shape: number[]; data: Float32Array }> = {
    'token_embd.weight': { shape: [width, tokens.length], data: embedding },
    'output.weight': { shape: [width, tokens.length], data: output },
    'output_norm.weight': ones,
    'blk.0.attn_norm.weight': ones,
    'blk.0.ffn_norm.weight': ones,
    'blk.0.attn_q.weight': zeros(width, width),
    'blk.0.attn_k.weight': zeros(width, width),
    'blk.0.attn_v.weight': zeros(width, width),
    'blk.0.attn_output.weight': zeros(width, width),
    'blk.0.ffn_gate.weight': zeros(width, width),
    'blk.0.ffn_up.weight': zeros(width, width),
    'blk.0.ffn_down.weight': zeros(width, width),
  };
  const types = [2, 3, 3, ...bytes.map(() => 6), ...says.map(() => 4)]; // unknown, control, byte, user-defined
  const metadata: [string, Uint8Array][] = [
    ['general.architecture', string('llama')],
    ['llama.context_length', uint32(16_384)],
    ['llama.embedding_length', uint32(width)],
    ['llama.block_count', uint32(1)],
    ['llama.feed_forward_length', uint32(width)],
    ['llama.attention.head_count', uint32(1)],
    ['llama.attention.layer_norm_rms_epsilon', float32(1e-5)],
    ['llama.rope.dimension_count', uint32(width)],
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
      : [['tokenizer.chat_template', string(chatTemplate)] satisfies [string, Uint8Array]]),
  ];

  const parts: Uint8Array[] = [
    Buffer.from('GGUF'),
    bytesOf(Uint32Array.of(3)),
    uint64(Object.keys(tensors).length),
    uint64(metadata.length),
  ];
  for (const [key, value] of metadata) parts.push(text(key), value);
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    parts.push(
      text(name),
      bytesOf(Uint32Array.of(shape.length)),
      ...shape.map(uint64),
      bytesOf(Uint32Array.of(0)),
      uint64(offset),
    );
    offset += aligned(data.byteLength);
  }
  const header = Buffer.concat(parts);
  const body = Object.values(tensors).map(({ data }) => padded(bytesOf(data)));
  writeFileSync(path, Buffer.concat([padded(header), ...body]));
}

const aligned = (length: number): number => Math.ceil(length / 32) * 32;
const padded = (bytes: Uint8Array): Uint8Array =>
  Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)]);
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
