import { basename, dirname } from 'node:path';
import { threads } from '../llama.ts';
import { sampleRate } from './audio.ts';
import type { Recognise } from './engine-messages.ts';

/** What a Whisper's generation_config.json tells; other architectures leave it out. */
interface WhisperTokens {
  readonly decoder_start_token_id: number;
  readonly prev_sot_token_id?: number;
  readonly no_timestamps_token_id?: number;
  readonly lang_to_id?: Readonly<Record<string, number>>;
  readonly task_to_id?: Readonly<Record<string, number>>;
}

/** Loads a Whisper or Moonshine folder in ONNX under transformers.js, offline: quantised where that is there. */
export async function openTransformers(folder: string, dtype: 'fp32' | 'q8'): Promise<Recognise> {
  const { AutoModelForSpeechSeq2Seq, AutoProcessor, AutoTokenizer, env, Tensor } = await import(
    '@huggingface/transformers'
  );
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const name = basename(folder);
  const [processor, tokenizer, model] = await Promise.all([
    AutoProcessor.from_pretrained(name, { local_files_only: true }),
    AutoTokenizer.from_pretrained(name, { local_files_only: true }),
    AutoModelForSpeechSeq2Seq.from_pretrained(name, {
      dtype,
      local_files_only: true,
      session_options: { intraOpNumThreads: threads(), interOpNumThreads: 1, logSeverityLevel: 3 },
    }),
  ]);
  const isWhisper = model.config.model_type === 'whisper';
  const tokens = model.generation_config as unknown as WhisperTokens;

  /** `<|startofprev|>` and what was said before, then the tokens that ask for English text without timestamps. */
  const begin = (prompt: string): number[] => {
    const { prev_sot_token_id: previous } = tokens;
    const spelled = prompt === '' ? [] : tokenizer.encode(` ${prompt}`, { add_special_tokens: false });
    return [
      ...(previous === undefined || spelled.length === 0 ? [] : [previous, ...spelled.slice(-promptTokens)]),
      tokens.decoder_start_token_id,
      tokens.lang_to_id?.['<|en|>'],
      tokens.task_to_id?.transcribe,
      tokens.no_timestamps_token_id,
    ].filter((token) => token !== undefined);
  };

  return async (samples, { prompt }) => {
    const inputs = await processor(samples);
    const first = isWhisper ? begin(prompt) : [];
    const output = await model.generate({
      ...(isWhisper
        ? { inputs: inputs.input_features, decoder_input_ids: first }
        : // the Moonshine paper's limit against repeating (Jeffries et al., 2024): six tokens a second
          inputs),
      max_new_tokens: isWhisper ? mostTokens : Math.ceil((samples.length / sampleRate) * 6),
    });
    if (!(output instanceof Tensor)) throw new Error('The speech model gives no tokens.');
    const ids = (output.tolist()[0] as bigint[]).slice(first.length).map(Number);
    return tokenizer.decode(ids, { skip_special_tokens: true });
  };
}

/** Half of Whisper's 448 places are for what was said before, the other half for what is said. */
const promptTokens = 223;
const mostTokens = 220;
