import { readdir } from 'node:fs/promises';
import { assertWhole, type InstalledModel, installedModel, modelFolder } from '../../runtime/installed.ts';
import { ModelError } from '../../runtime/manifest.ts';
import { downloadedModelsFolder } from '../../settings/paths.ts';
import type { Presence } from '../contract.ts';
import { absent } from './write-file.ts';

/**
 * How much of a model or voice of the catalogue is on this Mac. What is damaged counts as there in part, with the
 * `problem` in words: it is resumed or removed.
 */
export async function presenceOf(id: string): Promise<{
  readonly presence: Presence;
  readonly installed: InstalledModel | undefined;
  readonly problem: string;
}> {
  const folder = downloadedModelsFolder();
  try {
    const installed = await installedModel(folder, id);
    if (installed !== undefined) {
      await assertWhole(installed);
      return { presence: 'whole', installed, problem: '' };
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { presence: 'begun', installed: undefined, problem: error.message };
  }
  const names = (await readdir(modelFolder(folder, id)).catch(absent)) ?? [];
  return { presence: names.length > 0 ? 'begun' : 'absent', installed: undefined, problem: '' };
}
