import { totalmem } from 'node:os';
import { catalogueEntry, type Role } from '../runtime/catalogue.ts';
import { findClassifier, findModel } from '../runtime/find-model.ts';
import { ModelError } from '../runtime/manifest.ts';
import type { ChosenModels } from './chosen-models.ts';
import { downloadedModelsFolder, settingsFile } from './paths.ts';
import { type PresetName, presets } from './presets.ts';

/** The preset's first choice whose planner takes no more than half of the machine's memory; else its last. */
export function presetChoice(
  name: PresetName,
  { memoryBytes }: { readonly memoryBytes: number } = { memoryBytes: totalmem() },
): ChosenModels {
  const { choices } = presets[name];
  const needs = ({ planner }: ChosenModels): number => catalogueEntry(planner)?.approximateMemoryBytes ?? 0;
  const chosen = choices.find((choice) => needs(choice) <= memoryBytes * 0.5) ?? choices.at(-1);
  if (chosen === undefined) throw new Error(`The preset ${name} names no models.`);
  return chosen;
}

/** Throws ModelError with all that is missing. What was chosen before is not looked at again. */
export async function assertUsable(after: ChosenModels, before: ChosenModels): Promise<void> {
  const folder = downloadedModelsFolder();
  const missing: string[] = [];
  for (const role of Object.keys(after) as Role[]) {
    const reference = after[role];
    const needsNothing = reference === 'embedded' || (role === 'joiner' && reference === 'planner');
    if (needsNothing || reference === before[role] || (role === 'toolrag' && reference === 'none')) continue;
    const find = role === 'toolrag' ? findClassifier : findModel;
    await find(reference, { folder }).catch((error: unknown) => {
      if (!(error instanceof ModelError)) throw error;
      missing.push(error.message);
    });
  }
  if (missing.length > 0)
    throw new ModelError([...new Set(missing), `Nothing was changed in ${settingsFile()}.`].join('\n'));
}
