import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelError, modelFileSchema, verifyModel } from './manifest.ts';

const installedSchema = z.object({
  id: z.string(),
  repo: z.string(),
  /** As the publisher stated it when the model was downloaded; null: none. */
  licence: z.string().nullable(),
  files: z.array(modelFileSchema).min(1),
});

/** A downloaded model: its folder holds the files and installed.json, which is written when all are checked. */
export type InstalledModel = z.infer<typeof installedSchema> & {
  readonly folder: string;
  readonly bytes: number;
};

const record = 'installed.json';

/** Where a model of this id lies. Throws ModelError on an id that is none: it must not name a place elsewhere. */
export function modelFolder(folder: string, id: string): string {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(id)) throw new ModelError(`"${id}" is not the name of a model.`);
  return join(folder, id);
}

/** The models in `folder`, whole ones only. A folder with a download under way is none. */
export async function installedModels(folder: string): Promise<InstalledModel[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found = await Promise.all(
    names
      .filter((name) => /^[a-z0-9]/.test(name))
      .toSorted()
      .map((name) => installedModel(folder, name)),
  );
  return found.filter((model) => model !== undefined);
}

/** One downloaded model; undefined when it is not there. Throws ModelError when its record or a file is damaged. */
export async function installedModel(folder: string, id: string): Promise<InstalledModel | undefined> {
  const into = modelFolder(folder, id);
  let source: string;
  try {
    source = await readFile(join(into, record), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
  const parsed = installedSchema.safeParse(parseJson(source));
  if (!parsed.success) throw new ModelError(`${join(into, record)} is damaged. ${again(id)}`);
  const { files } = parsed.data;
  return { ...parsed.data, folder: into, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Records a model whose files are all in place. */
export async function writeInstalled(
  folder: string,
  model: z.infer<typeof installedSchema>,
): Promise<InstalledModel> {
  const into = modelFolder(folder, model.id);
  await mkdir(into, { recursive: true });
  const next = join(into, `${record}.next`);
  await writeFile(next, `${JSON.stringify(model, null, 2)}\n`);
  await rename(next, join(into, record));
  return { ...model, folder: into, bytes: model.files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * Reads every file to its end and compares checksums. Throws ModelError with what to do on the first that differs, and
 * `signal.reason` on abort.
 */
export async function verifyInstalled(
  model: InstalledModel,
  options: { signal?: AbortSignal } = {},
): Promise<void> {
  await assertWhole(model);
  await verifyModel(model.folder, model.files, { whatToDo: again(model.id), ...options });
}

/** Whether every file is there in full size: the check that costs nothing, made before each use. */
export async function assertWhole({ id, folder, files }: InstalledModel): Promise<void> {
  for (const { file, bytes } of files) {
    const size = await stat(join(folder, file)).then(
      (found) => found.size,
      () => undefined,
    );
    if (size === bytes) continue;
    const what = size === undefined ? 'is missing' : `is damaged: ${size} bytes instead of ${bytes}`;
    throw new ModelError(`The model file ${join(folder, file)} ${what}. ${again(id)}`);
  }
}

/** Removes a model and whatever of its download is there. Resolves to whether there was anything. */
export async function removeInstalled(folder: string, id: string): Promise<boolean> {
  const into = modelFolder(folder, id);
  const there = await stat(into).then(
    () => true,
    () => false,
  );
  await rm(into, { recursive: true, force: true });
  return there;
}

const again = (id: string): string =>
  `Download it again: in Settings › Models, or with tinyagent models pull ${id}`;

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined; // refused by the schema, with what to do
  }
}
