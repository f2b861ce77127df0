import { join } from 'node:path';
import type { FoundModel } from '../runtime/find-model.ts';
import { openLanguageModel } from '../runtime/language-model.ts';
import { loadManifest, ModelError, plannerManifestSchema } from '../runtime/manifest.ts';
import type { ModelMemory } from '../runtime/model-memory.ts';
import type { LanguageModel, TokenModel } from '../runtime/models.ts';
import type { Template } from '../runtime/prompt-template.ts';
import { openTokenModel } from '../runtime/token-model.ts';
import type { Vocabulary } from './compact/vocabulary.ts';

/** An opened planning model, in one of the two prompt styles. */
export type Planner = (CompactPlanner | DescribedPlanner) & { close(): Promise<void> };

export interface CompactPlanner {
  readonly style: 'compact';
  readonly model: TokenModel;
  readonly vocabulary: Vocabulary;
}

export interface DescribedPlanner extends TextModel {
  readonly style: 'described';
}

/** A model that writes text, and how it wants to be spoken to: a planner, a joiner, a writer. */
export interface TextModel {
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

/** Opens a GGUF file that writes text. Throws ModelError with what to do. */
export async function openTextModel(
  { file, contextTokens, template, name }: FoundModel,
  options: { memory?: ModelMemory; prefixFolder?: string } = {},
): Promise<TextModel> {
  const model = await openLanguageModel(file, { contextTokens, ...options });
  if (template !== 'own') return { model, template };
  if (model.chatPrompt !== undefined) return { model, template: model.chatPrompt };
  await model.dispose();
  throw new ModelError(`${name} has no chat template in its file, so it cannot be spoken to.`);
}
