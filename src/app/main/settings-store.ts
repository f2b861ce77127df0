import { rename } from 'node:fs/promises';
import { changeSettings } from '../../settings/change-settings.ts';
import { settingsFile } from '../../settings/paths.ts';
import { loadSettings, type Settings, SettingsError, settingsSchema } from '../../settings/settings.ts';

export interface SettingsStore {
  readonly settings: Settings;
  /** What the user must know about the settings: they were damaged. Else "". */
  readonly notice: string;
  /** Checks and keeps new settings. Throws a ZodError when they are none. */
  change(settings: unknown): Promise<Settings>;
}

/**
 * Opens the settings for the app. A damaged file is set aside and the defaults are used, which ask before anything
 * reaches others; the user is told where the old file is.
 */
export async function openSettings({ now }: { now: () => Date }): Promise<SettingsStore> {
  const file = settingsFile();
  let settings: Settings;
  let notice = '';
  try {
    settings = await loadSettings(file);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const aside = `${file.replace(/\.json$/, '')}.damaged-${now().toISOString().replaceAll(':', '-')}.json`;
    await rename(file, aside);
    settings = await changeSettings({}, file);
    notice = `Your settings could not be read, so the usual ones are in use. The old file was kept:\n${aside}`;
  }
  return {
    get settings() {
      return settings;
    },
    notice,
    async change(wanted) {
      settings = await changeSettings(settingsSchema.parse(wanted), file);
      return settings;
    },
  };
}
