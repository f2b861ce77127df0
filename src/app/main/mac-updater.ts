import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, autoUpdater } from 'electron';
import type { MacUpdater } from 'electron-updater';
import { UpdateError, type Updater } from './updates.ts';
import { absent } from './write-file.ts';

/** Names another file that says where updates come from, in the format of electron-builder's app-update.yml. */
export const updatesVariable = 'TINYAGENT_UPDATES';

/**
 * The updater of the packed app, by electron-updater and Squirrel.Mac; or in `whyNot` why there is none.
 * `beforeRestart`: windows that do not let themselves be closed would keep the app from quitting.
 */
export async function openMacUpdater({
  beforeRestart,
}: {
  beforeRestart: () => void;
}): Promise<{ updater: Updater; whyNot: '' } | { updater: undefined; whyNot: string }> {
  const named = process.env[updatesVariable];
  if (named === undefined && !app.isPackaged) {
    return { updater: undefined, whyNot: 'This TinyAgent runs from its source code: update that.' };
  }
  const config = named ?? join(process.resourcesPath, 'app-update.yml');
  const source = await readFile(config, 'utf8').catch(absent);
  if (source === undefined || !/^provider:/m.test(source)) {
    return {
      updater: undefined,
      whyNot:
        'This copy of TinyAgent was packed without a place to get updates from. Look where you got it from.',
    };
  }
  return { updater: createMacUpdater(config, { beforeRestart }), whyNot: '' };
}

function createMacUpdater(config: string, { beforeRestart }: { beforeRestart: () => void }): Updater {
  let opened: Promise<MacUpdater> | undefined;

  /** Loaded when it is first wanted: most starts of the app look for nothing. */
  const open = (): Promise<MacUpdater> => {
    opened ??= import('electron-updater').then(({ MacUpdater }) => {
      const updater = new MacUpdater();
      updater.updateConfigPath = config;
      updater.forceDevUpdateConfig = true; // the file was looked at already, packed or not
      updater.autoDownload = false;
      updater.autoInstallOnAppQuit = true;
      updater.logger = null;
      // it would otherwise tell each server the same number made up for this Mac, by which a Mac could be followed
      updater.requestHeaders = { 'x-user-staging-id': 'none' };
      updater.on('error', () => {}); // comes to whoever waits as well; unheard it would end the process
      return updater;
    });
    return opened;
  };

  return {
    async check() {
      const updater = await open();
      const result = await updater.checkForUpdates().catch(inSentences);
      return result?.isUpdateAvailable ? { version: result.updateInfo.version } : undefined;
    },
    async download({ signal, onProgress }) {
      const updater = await open();
      const { CancellationToken } = await import('electron-updater');
      const token = new CancellationToken();
      const onAbort = () => token.cancel();
      const onBytes: Parameters<typeof updater.signals.progress>[0] = (info) => {
        const { transferred, total, bytesPerSecond } = info;
        onProgress({
          receivedBytes: transferred,
          totalBytes: total,
          bytesPerSecond,
          secondsLeft: bytesPerSecond > 0 ? (total - transferred) / bytesPerSecond : undefined,
        });
      };
      signal.throwIfAborted();
      signal.addEventListener('abort', onAbort, { once: true });
      updater.on('download-progress', onBytes);
      const over = new AbortController();
      // Squirrel looks at the signature only after electron-updater has handed the file over, and is done
      const accepted = once(autoUpdater, 'update-downloaded', {
        signal: AbortSignal.any([signal, over.signal]),
      });
      accepted.catch(() => {}); // waited for below, unless the download fails before
      try {
        await updater.downloadUpdate(token);
        await accepted;
      } catch (error) {
        signal.throwIfAborted();
        inSentences(error);
      } finally {
        over.abort();
        signal.removeEventListener('abort', onAbort);
        updater.off('download-progress', onBytes);
      }
    },
    restart() {
      void open().then((updater) => {
        beforeRestart();
        updater.quitAndInstall();
      });
    },
  };
}

/** Throws an UpdateError in place of what electron-updater, Chromium's network or Squirrel.Mac came up with. */
function inSentences(cause: unknown): never {
  const { message, code = '' } = cause as Error & { code?: string };
  const found = sentences.find(([pattern]) => pattern.test(`${code} ${message}`));
  throw new UpdateError(found?.[1] ?? `The update failed: ${message.split('\n')[0]}`, { cause });
}

const sentences: readonly (readonly [RegExp, string])[] = [
  [
    /CHECKSUM_MISMATCH/,
    'The update arrived damaged: its checksum is not the one that was published. It was thrown away; try again.',
  ],
  [/ENOSPC/, 'The disk is full. Make room and try again.'],
  [
    /read-only volume/i,
    'TinyAgent cannot replace itself where it is. Move it to the Applications folder, start it there and try again.',
  ],
  [
    /could not get code signature for running application/i,
    'This copy of TinyAgent is not signed, so macOS does not let it update itself. Download the new version and replace it.',
  ],
  [
    /code signature|did not pass validation/i,
    'macOS did not accept the signature of the update, so nothing was installed. Try again later, or download the new version yourself.',
  ],
  [
    /CHANNEL_FILE_NOT_FOUND|LATEST_VERSION_NOT_FOUND|NO_PUBLISHED_VERSIONS|HTTP_ERROR_404|\b404\b/,
    'There is no release where updates are looked for. Try again later.',
  ],
  [
    /INVALID_UPDATE_INFO|INVALID_VERSION|ZIP_FILE_NOT_FOUND|NO_CHECKSUM|YAMLException/,
    'What was published there cannot be read as an update of TinyAgent. Try again later.',
  ],
  [
    /net::ERR_|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timed? ?out|socket hang up/i,
    'The place updates come from cannot be reached. Check the internet connection and try again.',
  ],
  [/HTTP_ERROR_|status \d{3}/, 'The place updates come from does not answer as it should. Try again later.'],
];
