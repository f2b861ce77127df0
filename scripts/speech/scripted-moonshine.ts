import { type Graph, onnxModel } from './onnx-model.ts';
import { distinctPieces } from './pieces.ts';
import { decoder, width } from './scripted-onnx.ts';

/**
 * A Moonshine model as transformers.js reads it, under the names of its quantised files, that hears one sentence in
 * whatever it is given: its encoder takes the samples as they are, its decoder is a table from each token to the next.
 * File names within the model's folder and what is in them.
 */
export function scriptedMoonshine(sentence: string): Map<string, Uint8Array | string> {
  const specials = ['<unk>', '<s>', '</s>'];
  const [unknown = 0, start = 0, end = 0] = specials.keys();
  const pieces = distinctPieces(sentence).map((piece) => piece.replaceAll(' ', '▁'));
  const tokens = [...specials, ...pieces];
  const script = [start, ...pieces.map((_, index) => specials.length + index), end];
  const next = new Map(script.slice(0, -1).map((token, at) => [token, script[at + 1] ?? end] as const));
  const json = (value: unknown) => JSON.stringify(value, null, 1);
  const generation = { bos_token_id: start, eos_token_id: end, decoder_start_token_id: start };
  return new Map<string, Uint8Array | string>([
    [
      'config.json',
      json({
        ...generation,
        architectures: ['MoonshineForConditionalGeneration'],
        model_type: 'moonshine',
        is_encoder_decoder: true,
        vocab_size: tokens.length,
        hidden_size: width,
        encoder_num_hidden_layers: 1,
        encoder_num_attention_heads: 1,
        encoder_num_key_value_heads: 1,
        decoder_num_hidden_layers: 1,
        decoder_num_attention_heads: 1,
        decoder_num_key_value_heads: 1,
      }),
    ],
    ['generation_config.json', json({ ...generation, max_length: 194 })],
    [
      'preprocessor_config.json',
      json({
        feature_extractor_type: 'MoonshineFeatureExtractor',
        processor_class: 'MoonshineProcessor',
        sampling_rate: 16_000,
      }),
    ],
    [
      'tokenizer_config.json',
      json({ tokenizer_class: 'PreTrainedTokenizerFast', processor_class: 'MoonshineProcessor' }),
    ],
    [
      'tokenizer.json',
      json({
        version: '1.0',
        added_tokens: [unknown, start, end].map((id) => ({
          id,
          content: tokens[id],
          single_word: false,
          lstrip: false,
          rstrip: false,
          normalized: false,
          special: true,
        })),
        normalizer: {
          type: 'Sequence',
          normalizers: [
            { type: 'Prepend', prepend: '▁' },
            { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
          ],
        },
        pre_tokenizer: null,
        post_processor: null,
        decoder: {
          type: 'Sequence',
          decoders: [
            { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
            { type: 'ByteFallback' },
            { type: 'Fuse' },
            { type: 'Strip', content: ' ', start: 1, stop: 0 },
          ],
        },
        model: {
          type: 'BPE',
          unk_token: tokens[unknown],
          byte_fallback: true,
          vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
          merges: [],
        },
      }),
    ],
    ['onnx/encoder_model_quantized.onnx', onnxModel(encoder())],
    ['onnx/decoder_model_merged_quantized.onnx', onnxModel(decoder(tokens.length, next))],
  ]);
}

const encoder = (): Graph => ({
  nodes: [
    { type: 'ReduceMean', inputs: ['input_values'], outputs: ['mean'], integers: { axes: [1], keepdims: 1 } },
    { type: 'Mul', inputs: ['mean', 'nothing'], outputs: ['last_hidden_state'] },
  ],
  constants: [{ name: 'nothing', shape: [1, width, width], values: new Float32Array(width * width) }],
  inputs: [{ name: 'input_values', type: 'float', shape: ['batch', 'samples'] }],
  outputs: [{ name: 'last_hidden_state', type: 'float', shape: ['batch', width, width] }],
});
