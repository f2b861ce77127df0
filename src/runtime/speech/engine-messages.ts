import type { VoiceLanguage } from './languages.ts';

/** What a speech engine's process is told and tells. One job at a time. */
export type ToEngine =
  | { readonly type: 'load'; readonly model: VoiceModel }
  | { readonly type: 'recognise'; readonly samples: Float32Array; readonly prompt: string };

export type FromEngine =
  | { readonly type: 'loaded' }
  | { readonly type: 'recognised'; readonly text: string }
  | { readonly type: 'failed'; readonly message: string };

/** A speech model on this machine: a GGML file, or a folder in ONNX. */
export type VoiceModel =
  | { readonly engine: 'whisper.cpp'; readonly path: string; readonly language: VoiceLanguage }
  | { readonly engine: 'transformers.js'; readonly path: string; readonly dtype: 'fp32' | 'q8' };

/** An engine as it runs within its process; that is ended when nobody wants the answer any more. */
export type Recognise = (samples: Float32Array, options: { prompt: string }) => Promise<string>;
