import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gigabytes } from '../gigabytes.ts';
import { installedModel } from '../installed.ts';
import { offeredVoice, voiceEntry, voices } from './voices.ts';

/**
 * Where the voice model is, for openVoice: where TINYAGENT_VOICE says, the `chosen` one (a name of the catalogue or a
 * path), one beside the other models, or the first of the catalogue that was downloaded into `downloads`. Undefined
 * when there is none. Throws ModelError when the record of a downloaded one is damaged.
 */
export async function findVoice({
  models,
  downloads,
  chosen,
}: {
  models: string;
  downloads: string;
  chosen?: string | undefined;
}): Promise<string | undefined> {
  const override = process.env.TINYAGENT_VOICE;
  if (override !== undefined && override !== '') return override;
  if (chosen !== undefined && voiceEntry(chosen) === undefined) return chosen;
  const downloaded = async (id: string) => (await installedModel(downloads, id))?.folder;
  const wanted = chosen === undefined ? undefined : await downloaded(chosen);
  if (wanted !== undefined) return wanted;
  const beside = join(models, 'voice');
  if (existsSync(beside)) return beside;
  for (const { id } of voices) {
    const folder = await downloaded(id);
    if (folder !== undefined) return folder;
  }
  return undefined;
}

/** How to get the voice that is offered, at a terminal. */
export const howToGetVoice = `To hear, TinyAgent needs a voice model, ${gigabytes(offeredVoice.approximateBytes)} once: tinyagent models pull ${offeredVoice.id}`;
