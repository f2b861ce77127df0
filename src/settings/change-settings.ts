import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { settingsFile } from './paths.ts';
import { loadSettings, type Settings, settingsSchema } from './settings.ts';

/**
 * Changes some fields of the settings file; the others stay as they were written. Whole or not at all.
 * Throws as `loadSettings` does when the file is damaged: it is not written over.
 */
export async function changeSettings(
  change: Partial<Settings>,
  file: string = settingsFile(),
): Promise<Settings> {
  await loadSettings(file);
  const written: unknown = JSON.parse(
    await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}';
      throw error;
    }),
  );
  const next = { ...(written as object), ...change };
  const settings = settingsSchema.parse(next);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.next`, `${JSON.stringify(next, null, 2)}\n`);
  await rename(`${file}.next`, file);
  return settings;
}
