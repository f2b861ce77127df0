import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { consentSchema } from '../execution/consent.ts';
import { voiceLanguages } from '../runtime/speech/languages.ts';
import { toolApps } from '../tools/tool.ts';
import { chosenModelsSchema } from './chosen-models.ts';
import { settingsFile } from './paths.ts';

/** The version of the file's format this program writes; a file without a version is of the first. */
export const settingsVersion = 1;

/** What concerns the window, the menu-bar icon and the hotkey alone. */
export const appSettingsSchema = z.strictObject({
  /** In Electron's words: "Alt+Space". */
  hotkey: z.string().min(1).default('Alt+Space'),
  appearance: z.enum(['system', 'light', 'dark']).default('system'),
  /** 1 is the usual size. */
  textScale: z.number().min(0.9).max(1.6).default(1),
  openAtLogin: z.boolean().default(false),
  /** Plans are shown before they are carried out. */
  reviewFirst: z.boolean().default(false),
  /** Requests are kept, to be found again. */
  keepHistory: z.boolean().default(true),
  voice: z
    .strictObject({
      /** What happens to what was said: it stands in the line until Return is pressed, or it runs. */
      run: z.enum(['at once', 'wait']).default('wait'),
      /** What a tap of the hotkey is for: typing, or `toggle`: it starts listening, and the next one stops. */
      tap: z.enum(['type', 'toggle']).default('type'),
    })
    .prefault({}),
  /** New versions are looked for once a day. */
  lookForUpdates: z.boolean().default(false),
  /** Whether the steps of the first start have been seen. */
  welcomed: z.boolean().default(false),
});

/** What the user chose. Every field has a default, so a file may name only what differs. */
export const settingsSchema = z.strictObject({
  version: z.literal(settingsVersion).default(settingsVersion),
  app: appSettingsSchema.prefault({}),
  consent: consentSchema.prefault({}),
  /** Apps that are switched off: their tools are neither retrieved nor callable. */
  switchedOff: z.array(z.enum(toolApps)).default([]),
  /** `send`: once the user agreed, messages are sent by a script instead of being left as drafts. */
  messages: z.enum(['draft', 'send']).default('draft'),
  /** Minutes before its start at which a new event alerts; left out: no alert. */
  alertMinutes: z.number().int().min(0).max(40_320).optional(),
  /** Which model does what. */
  models: chosenModelsSchema.prefault({}),
  /** Which voice model hears: a name of the catalogue or a path; left out: the first that is here. */
  voice: z.string().min(1).optional(),
  /** What a multilingual voice listens for; `auto`: whatever it takes it for. The others hear English. */
  voiceLanguage: z.enum(voiceLanguages).default('en'),
  /** What the user always wants, in their own words: "sign off with Al". Reaches the writers and `described` planners. */
  instructions: z.string().max(2000).default(''),
  /** Whether what was asked and done is kept in the log, on this Mac alone. */
  log: z.boolean().default(true),
});

export type Settings = z.infer<typeof settingsSchema>;

/** The settings file cannot be used as it is: said in a sentence, with what to do. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings file; without one, the defaults. Throws a SettingsError that names the file and the field when it
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
    throw new SettingsError(
      `The settings file ${file} is not JSON: ${(cause as Error).message}. Mend it or move it away.`,
      { cause },
    );
  }
  const version = z.object({ version: z.int() }).safeParse(json);
  if (version.success && version.data.version > settingsVersion) {
    throw new SettingsError(
      `The settings file ${file} was written by a newer TinyAgent. Update TinyAgent or move the file away.`,
    );
  }
  const parsed = settingsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new SettingsError(
    `The settings file ${file} is not right:\n${z.prettifyError(parsed.error)}\nMend it or move it away.`,
  );
}
