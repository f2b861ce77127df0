import { gigabytes } from '../../runtime/gigabytes.ts';
import { ModelError } from '../../runtime/manifest.ts';
import type { EngineChild } from '../../runtime/speech/engine-process.ts';
import { findVoice } from '../../runtime/speech/find-voice.ts';
import type { Transcriber } from '../../runtime/speech/transcriber.ts';
import { openVoice } from '../../runtime/speech/voice-model.ts';
import { offeredVoice } from '../../runtime/speech/voices.ts';
import { downloadedModelsFolder } from '../../settings/paths.ts';
import { modelsPlace } from './places.ts';

/** The voice model there is, and a transcriber over it; or in `whyNot` why there is none and what to do. */
export type VoiceModel = { readonly path: string | undefined } & (
  | { readonly transcriber: Transcriber; readonly whyNot: '' }
  | { readonly transcriber: undefined; readonly whyNot: string }
);

export const noVoice: VoiceModel = {
  path: undefined,
  transcriber: undefined,
  whyNot: `To speak, get a voice first: one download of ${gigabytes(offeredVoice.approximateBytes)}. It hears you on this Mac alone.`,
};

/**
 * Opens the voice model, if there is one; `current`, where that is still the one. `startProcess`: starts the process it
 * runs in. `chosen`: which the settings name.
 */
export async function openVoiceModel({
  startProcess,
  chosen,
  current,
}: {
  startProcess: () => EngineChild;
  chosen: string | undefined;
  current: VoiceModel;
}): Promise<VoiceModel> {
  let path: string | undefined;
  try {
    path = await findVoice({ models: modelsPlace(), downloads: downloadedModelsFolder(), chosen });
    if (path === undefined) return noVoice;
    if (current.transcriber !== undefined && current.path === path) return current;
    return { path, transcriber: await openVoice(path, { startProcess }), whyNot: '' };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { path, transcriber: undefined, whyNot: error.message };
  }
}
