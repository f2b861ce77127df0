import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { consentSchema } from '../execution/consent.ts';
import { settingsFile } from './paths.ts';

/** What the user chose. Every field has a default, so a file may name only what differs. */
const settingsSchema = z.strictObject({
  consent: consentSchema.prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;

/**
 * Reads the settings file; without one, the defaults. Throws an Error that names the file and the field when it
 * is damaged: settings say what may reach other people, so they are never guessed at. The file is left as it is.
 */
export async function loadSettings(file: string = settingsFile()): Promise<Settings> {
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return settingsSchema.parse({});
    throw error;
  }
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (cause) {
    throw new Error(
      `The settings file ${file} is not JSON: ${(cause as Error).message}. Mend it or move it away.`,
      {
        cause,
      },
    );
  }
  const parsed = settingsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Error(
    `The settings file ${file} is not right:\n${z.prettifyError(parsed.error)}\nMend it or move it away.`,
  );
}
