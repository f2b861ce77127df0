import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { vocabularySchema } from '../plan/compact/vocabulary.ts';

/** A file of a model, relative to its folder. */
export const modelFileSchema = z.object({
  file: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1),
});

/** What every manifest tells of its model, besides what its role needs. */
const common = {
  name: z.string().min(1),
  files: z.array(modelFileSchema).min(1),
  licence: z.string().min(1),
};

export const plannerManifestSchema = z.discriminatedUnion('style', [
  z.object({
    ...common,
    role: z.literal('planner'),
    style: z.literal('compact'),
    vocabulary: vocabularySchema,
  }),
  z.object({
    ...common,
    role: z.literal('planner'),
    style: z.literal('described'),
    /** How the base model wants to be spoken to. */
    template: z.enum(['alpaca', 'chatml']),
    contextTokens: z.int().min(512),
    /** LoRA adapters among the files, loaded with the model. */
    adapters: z.array(z.object({ file: z.string().min(1), scale: z.number().default(1) })).default([]),
  }),
]);

export const classifierManifestSchema = z.object({
  ...common,
  role: z.literal('toolrag'),
  labels: z.array(z.string()).length(16),
  threshold: z.number().min(0).max(1),
});

/** A model is missing, damaged or of the wrong kind: said in a sentence, with what to do. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/**
 * Reads a model folder's manifest.json and checks that its files are there, in full size, small ones byte for byte
 * (large ones are `verifyModel`'s: reading gigabytes at every start would cost more than it tells). Throws ModelError.
 */
export async function loadManifest<Schema extends z.ZodType<{ files: z.infer<typeof modelFileSchema>[] }>>(
  folder: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const path = join(folder, 'manifest.json');
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (cause) {
    throw new ModelError(`There is no model in ${folder}. ${restore}`, { cause });
  }
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (cause) {
    throw new ModelError(`${path} is damaged: ${(cause as Error).message}. ${restore}`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw new ModelError(`${path} is not right:\n${z.prettifyError(parsed.error)}\n${restore}`);
  for (const { file, bytes } of parsed.data.files) {
    const size = await sizeOf(join(folder, file));
    if (size === undefined)
      throw new ModelError(`The model file ${join(folder, file)} is missing. ${restore}`);
    if (size !== bytes) {
      throw new ModelError(
        `The model file ${join(folder, file)} is damaged: ${size} bytes instead of ${bytes}. ${restore}`,
      );
    }
  }
  await verifyModel(
    folder,
    parsed.data.files.filter(({ bytes }) => bytes <= quicklyRead),
  );
  return parsed.data;
}

/** Files up to this size are read to the end at every start, which takes some ten milliseconds. In bytes. */
const quicklyRead = 32 * 1024 * 1024;

/**
 * Compares the checksums of a model's files with its manifest. Throws ModelError on the first that differs, and
 * `signal.reason` on abort.
 */
export async function verifyModel(
  folder: string,
  files: readonly z.infer<typeof modelFileSchema>[],
  { whatToDo = restore, signal }: { whatToDo?: string; signal?: AbortSignal } = {},
): Promise<void> {
  for (const { file, sha256 } of files) {
    const hash = createHash('sha256');
    for await (const piece of createReadStream(join(folder, file))) {
      signal?.throwIfAborted();
      hash.update(piece as Uint8Array);
    }
    if (hash.digest('hex') !== sha256) {
      throw new ModelError(
        `The model file ${join(folder, file)} is damaged: its checksum is wrong. ${whatToDo}`,
      );
    }
  }
}

const restore =
  'Restore the folder models/ from the repository, or set TINYAGENT_MODELS to where the models are.';

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
