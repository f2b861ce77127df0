import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of Electron's package. */
export const electron = dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** Where the binary lies; undefined while it is not there. Electron's package fetches it when it is first wanted. */
export function binary() {
  const pathFile = join(electron, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electron, 'dist');
  const file = join(folder, readFileSync(pathFile, 'utf8').trim());
  return existsSync(file) ? file : undefined;
}

export const howToGet =
  'With a connection to GitHub, run `npx install-electron`; behind a proxy set ELECTRON_GET_USE_PROXY=1, for a mirror ELECTRON_MIRROR.';
