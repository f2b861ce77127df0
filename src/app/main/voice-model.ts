import { gigabytes } from '../../runtime/gigabytes.ts';
import { ModelError } from '../../runtime/manifest.ts';
import type { EngineChild } from '../../runtime/speech/engine-process.ts';
import { findVoice } from '../../runtime/speech/find-voice.ts';
import type { VoiceLanguage } from '../../runtime/speech/languages.ts';
import type { Transcriber } from '../../runtime/speech/transcriber.ts';
import { openVoice } from '../../runtime/speech/voice-model.ts';
import { offeredVoice } from '../../runtime/speech/voices.ts';
import { downloadedModelsFolder } from '../../settings/paths.ts';
import { modelsPlace } from './places.ts';

/**
 * The voice model there is, and a transcriber over it; or in `whyNot` why there is none and what to do. `language`: what
 * it listens for; undefined where it knows English alone.
 */
export type VoiceModel = {
  readonly path: string | undefined;
  readonly language: VoiceLanguage | undefined;
} & (
  | { readonly transcriber: Transcriber; readonly whyNot: '' }
  | { readonly transcriber: undefined; readonly whyNot: string }
);

export const noVoice: VoiceModel = {
  path: undefined,
  language: undefined,
  transcriber: undefined,
  whyNot: `To speak, get a voice first: one download of ${gigabytes(offeredVoice.approximateBytes)}. It hears you on this Mac alone.`,
};

/**
 * Opens the voice model, if there is one; `current`, where that is still the one. `startProcess`: starts the process it
 * runs in. `chosen`, `language`: what the settings say.
 */
export async function openVoiceModel({
  startProcess,
  chosen,
  language,
  current,
}: {
  startProcess: () => EngineChild;
  chosen: string | undefined;
  language: VoiceLanguage;
  current: VoiceModel;
}): Promise<VoiceModel> {
  let path: string | undefined;
  try {
    path = await findVoice({ models: modelsPlace(), downloads: downloadedModelsFolder(), chosen });
    if (path === undefined) return noVoice;
    const hearsThat = current.language === undefined || current.language === language;
    if (current.transcriber !== undefined && current.path === path && hearsThat) return current;
    const transcriber = await openVoice(path, { startProcess, language });
    return { path, language: transcriber.isMultilingual ? language : undefined, transcriber, whyNot: '' };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { path, language: undefined, transcriber: undefined, whyNot: error.message };
  }
}
