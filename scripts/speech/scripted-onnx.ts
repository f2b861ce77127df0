import { type Graph, onnxModel, type Port } from './onnx-model.ts';
import { characters, distinctPieces } from './pieces.ts';

/**
 * A Whisper model as transformers.js reads it, that hears one sentence in whatever it is given: its decoder is a
 * table from each token to the next. File names within the model's folder and what is in them.
 */
export function scriptedOnnx(sentence: string): Map<string, Uint8Array | string> {
  const pieces = distinctPieces(sentence).map(byteLevel);
  const letters = characters.map(byteLevel).filter((letter) => !pieces.includes(letter));
  const specials = ['<|endoftext|>', '<|startoftranscript|>', '<|startofprev|>', '<|notimestamps|>'];
  const tokens = [...pieces, ...letters, ...specials];
  const [end = 0, start = 0, previous = 0, noTimestamps = 0] = specials.map((token) => tokens.indexOf(token));
  const next = new Map<number, number>([
    ...pieces.map((_, index) => [index, index + 1 < pieces.length ? index + 1 : end] as const),
    [start, 0],
    [noTimestamps, 0],
  ]);

  const special = (token: number) => ({
    id: token,
    content: tokens[token],
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  const config = {
    architectures: ['WhisperForConditionalGeneration'],
    model_type: 'whisper',
    is_encoder_decoder: true,
    vocab_size: tokens.length,
    d_model: width,
    encoder_layers: 1,
    encoder_attention_heads: 1,
    decoder_layers: 1,
    decoder_attention_heads: 1,
    num_mel_bins: mels,
    max_source_positions: 1500,
    max_target_positions: 448,
    bos_token_id: end,
    eos_token_id: end,
    pad_token_id: end,
    decoder_start_token_id: start,
  };
  const json = (value: unknown) => JSON.stringify(value, null, 1);
  return new Map<string, Uint8Array | string>([
    ['config.json', json(config)],
    [
      'generation_config.json',
      json({
        bos_token_id: end,
        eos_token_id: end,
        pad_token_id: end,
        decoder_start_token_id: start,
        prev_sot_token_id: previous,
        no_timestamps_token_id: noTimestamps,
        is_multilingual: false,
        max_length: 448,
      }),
    ],
    [
      'preprocessor_config.json',
      json({
        feature_extractor_type: 'WhisperFeatureExtractor',
        processor_class: 'WhisperProcessor',
        chunk_length: 30,
        feature_size: mels,
        hop_length: 160,
        n_fft: 400,
        n_samples: 480_000,
        nb_max_frames: frames,
        padding_value: 0,
        sampling_rate: 16_000,
      }),
    ],
    [
      'tokenizer_config.json',
      json({ tokenizer_class: 'WhisperTokenizer', processor_class: 'WhisperProcessor' }),
    ],
    [
      'tokenizer.json',
      json({
        version: '1.0',
        added_tokens: [end, start, previous, noTimestamps].map(special),
        normalizer: null,
        pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
        post_processor: null,
        decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
        model: {
          type: 'BPE',
          unk_token: tokens[end],
          vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
          merges: [],
        },
      }),
    ],
    ['onnx/encoder_model.onnx', onnxModel(encoder())],
    ['onnx/decoder_model_merged.onnx', onnxModel(decoder(tokens.length, next))],
  ]);
}

export const width = 4;
const mels = 80;
const frames = 3000;

/** The blank as byte-level tokenizers write it. */
const byteLevel = (piece: string): string => piece.replaceAll(' ', 'Ġ');

const encoder = (): Graph => ({
  nodes: [
    {
      type: 'ReduceMean',
      inputs: ['input_features'],
      outputs: ['mean'],
      integers: { axes: [1, 2], keepdims: 1 },
    },
    { type: 'Mul', inputs: ['mean', 'nothing'], outputs: ['last_hidden_state'] },
  ],
  constants: [{ name: 'nothing', shape: [1, width, width], values: new Float32Array(width * width) }],
  inputs: [{ name: 'input_features', type: 'float', shape: ['batch', mels, frames] }],
  outputs: [{ name: 'last_hidden_state', type: 'float', shape: ['batch', width, width] }],
});

/** A merged decoder of transformers.js that is a table from each token to the next: `next`. */
export function decoder(vocabulary: number, next: ReadonlyMap<number, number>): Graph {
  const table = new Float32Array(vocabulary * vocabulary);
  for (const [from, to] of next) table[from * vocabulary + to] = 20;
  const caches = ['decoder', 'encoder'].flatMap((side) =>
    ['key', 'value'].map((part) => `0.${side}.${part}`),
  );
  const cache = (prefix: string) =>
    caches.map(
      (name): Port => ({ name: `${prefix}.${name}`, type: 'float', shape: ['batch', 1, 'past', width] }),
    );
  return {
    nodes: [
      { type: 'Gather', inputs: ['table', 'input_ids'], outputs: ['logits'] },
      ...caches.map((name) => ({
        type: 'Identity',
        inputs: [`past_key_values.${name}`],
        outputs: [`present.${name}`],
      })),
    ],
    constants: [{ name: 'table', shape: [vocabulary, vocabulary], values: table }],
    inputs: [
      { name: 'input_ids', type: 'int64', shape: ['batch', 'length'] },
      { name: 'encoder_hidden_states', type: 'float', shape: ['batch', 'encoded', width] },
      ...cache('past_key_values'),
      { name: 'use_cache_branch', type: 'bool', shape: [1] },
    ],
    outputs: [{ name: 'logits', type: 'float', shape: ['batch', 'length', vocabulary] }, ...cache('present')],
  };
}
