import { voices } from '../../runtime/speech/voices.ts';
import type { VoiceInfo } from '../contract.ts';
import { presenceOf } from './presence-of.ts';

/** The voices that can be had, and which of them are here. `active`: where the one that hears lies. */
export function listVoices({ active }: { active: string | undefined }): Promise<VoiceInfo[]> {
  return Promise.all(
    voices.map(async ({ id, name, languages, speed, licence, approximateBytes }): Promise<VoiceInfo> => {
      const { presence, installed } = await presenceOf(id);
      return {
        id,
        name,
        languages,
        speed,
        licence,
        bytes: installed?.bytes ?? approximateBytes,
        presence,
        active: installed !== undefined && installed.folder === active,
      };
    }),
  );
}
