import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type CatalogueEntry, catalogue, catalogueEntry } from './catalogue.ts';
import { assertWhole, installedModel } from './installed.ts';
import { assertGguf } from './llama.ts';
import { ModelError } from './manifest.ts';

/** A GGUF file that is here, with how it wants to be used. */
export interface FoundModel {
  readonly name: string;
  readonly file: string;
  /** `own`: the chat template inside the file. */
  readonly template: 'alpaca' | 'chatml' | 'own';
  readonly contextTokens: number;
}

/** Opened at most with so large a context; models trained for more would take memory that no prompt of ours needs. */
const largestContext = 8192;

/**
 * Finds a language model by its name in the catalogue, which must have been downloaded into `folder`, or by the path of
 * a GGUF file, whose template and context are read from the file. Throws ModelError with what to do.
 */
export async function findModel(reference: string, { folder }: { folder: string }): Promise<FoundModel> {
  if (isPath(reference)) return readLocal(resolve(reference));
  const entry = catalogueEntry(reference);
  if (entry === undefined) {
    throw new ModelError(
      `There is no model called "${reference}". Known are ${catalogue.map(({ id }) => id).join(', ')}; or give the path of a GGUF file.`,
    );
  }
  if (entry.template === undefined || entry.contextTokens === undefined)
    throw new ModelError(`${entry.name} writes no text: it serves as ${entry.roles.join(', ')} only.`);
  const installed = await installedModel(folder, entry.id);
  const file = installed?.files.map((one) => one.file).find((name) => name.endsWith('.gguf'));
  if (installed === undefined || file === undefined) throw new ModelError(notInstalled(entry));
  await assertWhole(installed);
  return {
    name: entry.name,
    file: join(installed.folder, file),
    template: entry.template,
    contextTokens: entry.contextTokens,
  };
}

/** The folder of a ToolRAG classifier: a downloaded and converted one by name, any by its path. Throws ModelError. */
export async function findClassifier(reference: string, { folder }: { folder: string }): Promise<string> {
  const isFolder = await stat(reference).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isPath(reference) || isFolder) return resolve(reference);
  const entry = catalogueEntry(reference);
  if (entry === undefined || !entry.roles.includes('toolrag'))
    throw new ModelError(`"${reference}" is no ToolRAG classifier: give its name or the path of its folder.`);
  const installed = await installedModel(folder, entry.id);
  if (installed === undefined) throw new ModelError(notInstalled(entry));
  const converted = await stat(join(installed.folder, 'manifest.json')).then(
    () => true,
    () => false,
  );
  if (!converted)
    throw new ModelError(
      `${entry.name} is here but not converted to ONNX yet: see scripts/train/README.md; its folder is ${installed.folder}`,
    );
  return installed.folder;
}

const notInstalled = ({ name, id }: CatalogueEntry): string =>
  `${name} is not installed. Download it: in Settings › Models, or with tinyagent models pull ${id}`;

/** A path has a slash or ends as a model file does; a name of the catalogue never does. */
export const isPath = (reference: string): boolean => /[/\\]|\.gguf$/i.test(reference);

async function readLocal(file: string): Promise<FoundModel> {
  await assertGguf(file);
  const { readGgufFileInfo } = await import('node-llama-cpp');
  const { metadata, architectureMetadata } = await readGgufFileInfo(file, {
    readTensorInfo: false,
    logWarnings: false,
    ignoreKeys: ['tokenizer.ggml.tokens', 'tokenizer.ggml.merges'],
  });
  const name = metadata.general.name ?? basename(file);
  const trained = architectureMetadata.context_length ?? largestContext;
  // TinyAgent's files carry the chat template of their base, which is not what they were tuned with
  const isTinyAgent = /tinyagent/i.test(`${name} ${basename(file)}`);
  const hasTemplate = (metadata.tokenizer.chat_template ?? '') !== '';
  return {
    name,
    file,
    template: !isTinyAgent && hasTemplate ? 'own' : 'alpaca',
    contextTokens: Math.min(trained, largestContext),
  };
}
