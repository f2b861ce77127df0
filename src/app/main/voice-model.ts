import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ModelError } from '../../runtime/manifest.ts';
import type { EngineChild } from '../../runtime/speech/engine-process.ts';
import type { Transcriber } from '../../runtime/speech/transcriber.ts';
import { openVoice } from '../../runtime/speech/voice-model.ts';
import { offeredVoice, voices } from '../../runtime/speech/voices.ts';
import { stateFolder } from '../../settings/paths.ts';
import { modelsPlace } from './places.ts';

/** A transcriber, or in `whyNot` why there is none and how to get one. */
export type VoiceModel =
  | { readonly transcriber: Transcriber; readonly whyNot: '' }
  | { readonly transcriber: undefined; readonly whyNot: string };

/**
 * Opens the voice model, if there is one: where TINYAGENT_VOICE says, beside the other models, or as it was downloaded
 * in the folder of the settings. `startProcess`: starts the process it runs in.
 */
export async function openVoiceModel(options: { startProcess: () => EngineChild }): Promise<VoiceModel> {
  const offered = voices.find(({ id }) => id === offeredVoice) ?? voices[0];
  if (offered === undefined) throw new Error('No voice is offered.');
  const places = [join(modelsPlace(), 'voice'), join(stateFolder(), offered.file)];
  const path = process.env.TINYAGENT_VOICE || places.find(existsSync);
  if (path === undefined) {
    const { repository, file, mebibytes } = offered;
    return {
      transcriber: undefined,
      whyNot: `To speak, TinyAgent needs a voice model. Download ${file} (${mebibytes} MB) from huggingface.co/${repository} into ${stateFolder()} and start TinyAgent again.`,
    };
  }
  try {
    return { transcriber: await openVoice(path, options), whyNot: '' };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { transcriber: undefined, whyNot: error.message };
  }
}
