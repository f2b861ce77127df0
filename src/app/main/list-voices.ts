import { readdir } from 'node:fs/promises';
import { assertWhole, type InstalledModel, installedModel, modelFolder } from '../../runtime/installed.ts';
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
      const installed = await whole(id);
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

/** What was downloaded under a name, all of it; what is damaged counts as there in part: it is resumed or removed. */
async function whole(id: string): Promise<InstalledModel | undefined> {
  try {
    const installed = await installedModel(downloadedModelsFolder(), id);
    if (installed !== undefined) await assertWhole(installed);
    return installed;
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}
