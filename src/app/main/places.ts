import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { stateFolder } from '../../settings/paths.ts';

/** Where things lie in what is built: this module is dist/main/app/main/places.js. */
const built = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export const preloadFile = built('preload/preload.cjs');
export const rendererFolder = built('renderer');
export const engineFile = built('main/engine.js');
export const speechFile = built('main/speech.js');
export const iconFile = (name: string): string => built(`main/app/main/icons/${name}.png`);

/** Models are not in the archive that holds the code: they are mapped into memory. */
export const modelsPlace = (): string =>
  process.env.TINYAGENT_MODELS ??
  (app.isPackaged ? join(process.resourcesPath, 'models') : join(app.getAppPath(), 'models'));

export const historyFile = (): string => join(stateFolder(), 'history.json');
export const secretsFile = (): string => join(stateFolder(), 'secrets.json');
