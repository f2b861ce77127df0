import { readFileSync } from 'node:fs';
import type { AppName } from '../mac/apps.ts';
import type { Script } from '../mac/mac.ts';

/** The script `name`.applescript that lies beside the module. Throws when it is not there: our mistake. */
export const loadScript = (
  moduleUrl: string,
  name: string,
  app: AppName,
  { repeatable = false }: Pick<Script, 'repeatable'> = {},
): Script => ({
  name,
  app,
  source: readFileSync(new URL(`./${name}.applescript`, moduleUrl), 'utf8'),
  repeatable,
});
