import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { consentSchema } from '../execution/consent.ts';
import { toolApps } from '../tools/tool.ts';
import { settingsFile } from './paths.ts';

/** What the user chose. Every field has a default, so a file may name only what differs. */
export const settingsSchema = z.strictObject({
  consent: consentSchema.prefault({}),
  /** Apps that are switched off: their tools are neither retrieved nor callable. */
  switchedOff: z.array(z.enum(toolApps)).default([]),
  /** `send`: once the user agreed, messages are sent by a script instead of being left as drafts. */
  messages: z.enum(['draft', 'send']).default('draft'),
  /** Minutes before its start at which a new event alerts; left out: no alert. */
  alertMinutes: z.number().int().min(0).max(40_320).optional(),
  /** What the user always wants, in their own words: "sign off with Al". Reaches the writers and `described` planners. */
  instructions: z.string().max(2000).default(''),
  /** Whether what was asked and done is kept in the log, on this Mac alone. */
  log: z.boolean().default(true),
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
