import { ModelError } from '../../runtime/manifest.ts';
import type { EngineChild } from '../../runtime/speech/engine-process.ts';
import { findVoice, howToGetVoice } from '../../runtime/speech/find-voice.ts';
import type { Transcriber } from '../../runtime/speech/transcriber.ts';
import { openVoice } from '../../runtime/speech/voice-model.ts';
import { stateFolder } from '../../settings/paths.ts';
import { modelsPlace } from './places.ts';

/** A transcriber, or in `whyNot` why there is none and how to get one. */
export type VoiceModel =
  | { readonly transcriber: Transcriber; readonly whyNot: '' }
  | { readonly transcriber: undefined; readonly whyNot: string };

/**
 * Opens the voice model, if there is one. `startProcess`: starts the process it runs in.
 */
export async function openVoiceModel(options: { startProcess: () => EngineChild }): Promise<VoiceModel> {
  const path = findVoice({ models: modelsPlace(), downloads: stateFolder() });
  if (path === undefined) {
    return { transcriber: undefined, whyNot: `${howToGetVoice(stateFolder())} Then start TinyAgent again.` };
  }
  try {
    return { transcriber: await openVoice(path, options), whyNot: '' };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { transcriber: undefined, whyNot: error.message };
  }
}
