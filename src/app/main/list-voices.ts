import { readdir } from 'node:fs/promises';
import { installedModel, modelFolder } from '../../runtime/installed.ts';
import { ModelError } from '../../runtime/manifest.ts';
import { voices } from '../../runtime/speech/voices.ts';
import { downloadedModelsFolder } from '../../settings/paths.ts';
import type { VoiceInfo } from '../contract.ts';
import { absent } from './write-file.ts';

/** The voices that can be had, and which of them are here. `active`: where the one that hears lies. */
export function listVoices({ active }: { active: string | undefined }): Promise<VoiceInfo[]> {
  const downloads = downloadedModelsFolder();
  return Promise.all(
    voices.map(async ({ id, name, languages, speed, licence, approximateBytes }): Promise<VoiceInfo> => {
      const files = (await readdir(modelFolder(downloads, id)).catch(absent)) ?? [];
      const installed = await installedModel(downloads, id).catch((error: unknown) => {
        if (error instanceof ModelError) return undefined; // there in part: it can be resumed or removed
        throw error;
      });
      return {
        id,
        name,
        languages,
        speed,
        licence,
        bytes: installed?.bytes ?? approximateBytes,
        presence: installed !== undefined ? 'whole' : files.length > 0 ? 'begun' : 'absent',
        active: installed !== undefined && installed.folder === active,
      };
    }),
  );
}
