import { join } from 'node:path';
import { openLanguageModel } from '../runtime/language-model.ts';
import { loadManifest, ModelError, plannerManifestSchema } from '../runtime/manifest.ts';
import type { LanguageModel, TokenModel } from '../runtime/models.ts';
import { openTokenModel } from '../runtime/token-model.ts';
import type { Vocabulary } from './compact/vocabulary.ts';
import type { Template } from './described/prompt.ts';

/** An opened planning model, in one of the two prompt styles. */
export type Planner = (CompactPlanner | DescribedPlanner) & { close(): Promise<void> };

export interface CompactPlanner {
  readonly style: 'compact';
  readonly model: TokenModel;
  readonly vocabulary: Vocabulary;
}

export interface DescribedPlanner {
  readonly style: 'described';
  readonly model: LanguageModel;
  readonly template: Template;
}

/** Opens the planner of a model folder, in the style its manifest names. Throws ModelError with what to do. */
export async function openPlanner(folder: string): Promise<Planner> {
  const manifest = await loadManifest(folder, plannerManifestSchema);
  const adapters = manifest.style === 'described' ? manifest.adapters : [];
  const stranger = adapters.find((adapter) => !manifest.files.some(({ file }) => file === adapter.file));
  if (stranger !== undefined)
    throw new ModelError(`The adapter ${stranger.file} is not among the files of the manifest in ${folder}.`);
  const file = manifest.files
    .map((one) => one.file)
    .find((name) => name.endsWith('.gguf') && !adapters.some((adapter) => adapter.file === name));
  if (file === undefined) throw new ModelError(`The manifest in ${folder} names no GGUF file.`);
  const path = join(folder, file);
  if (manifest.style === 'compact') {
    const model = await openTokenModel(path);
    return { style: 'compact', model, vocabulary: manifest.vocabulary, close: () => model.dispose() };
  }
  const model = await openLanguageModel(path, {
    contextTokens: manifest.contextTokens,
    adapters: adapters.map((adapter) => ({ file: join(folder, adapter.file), scale: adapter.scale })),
  });
  return { style: 'described', model, template: manifest.template, close: () => model.dispose() };
}
