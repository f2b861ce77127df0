import { existsSync } from 'node:fs';
import type { Mac } from '../mac/mac.ts';
import { createRealMac } from '../mac/real/real-mac.ts';
import { createDefaultWorld } from '../mac/simulated/default-world.ts';
import { createSimulatedMac } from '../mac/simulated/simulated-mac.ts';
import { loadWorld, saveWorld, type World } from '../mac/simulated/world.ts';
import { simulatedMacFile } from '../settings/paths.ts';
import type { Zoom } from '../tools/tool.ts';
import { createZoom, simulatedZoom, zoomWithoutAccount } from '../tools/zoom/zoom-api.ts';

export interface ChosenMac {
  readonly mac: Mac;
  readonly zoom: Zoom;
  /** One line for the user when it is not their own Mac; else "". */
  readonly notice: string;
  /** Keeps what happened on the simulated Mac; nothing to do on a real one. */
  save(): Promise<void>;
}

/** The real Mac on macOS; the simulated one elsewhere, with `--dry-run` and with `--world`. */
export async function chooseMac(
  options: { readonly dryRun?: true; readonly world?: string },
  now: Date,
): Promise<ChosenMac> {
  if (process.platform === 'darwin' && !options.dryRun && options.world === undefined) {
    return { mac: createRealMac(), zoom: zoomFromEnvironment(), notice: '', save: async () => {} };
  }
  const file = options.world ?? simulatedMacFile();
  const world = await openWorld(options, now);
  const why =
    process.platform === 'darwin'
      ? 'Nothing on this Mac is touched: this runs on the simulated Mac.'
      : 'This is not a Mac: everything happens on the simulated Mac (npm run ask -- --mac shows it).';
  return {
    mac: createSimulatedMac({ world, now: () => now }),
    zoom: simulatedZoom(),
    notice: why,
    save: () => saveWorld(world, file),
  };
}

/** The world of `--world`, or the kept one; a new one the first time. Throws when the file is not right. */
export async function openWorld({ world }: { readonly world?: string }, now: Date): Promise<World> {
  if (world !== undefined) return loadWorld(world);
  const file = simulatedMacFile();
  return existsSync(file) ? loadWorld(file) : createDefaultWorld(now);
}

function zoomFromEnvironment(): Zoom {
  const { TINYAGENT_ZOOM_ACCOUNT_ID, TINYAGENT_ZOOM_CLIENT_ID, TINYAGENT_ZOOM_CLIENT_SECRET } = process.env;
  const { TINYAGENT_ZOOM_TOKEN } = process.env;
  if (TINYAGENT_ZOOM_TOKEN) return createZoom({ accessToken: TINYAGENT_ZOOM_TOKEN });
  if (!TINYAGENT_ZOOM_ACCOUNT_ID || !TINYAGENT_ZOOM_CLIENT_ID || !TINYAGENT_ZOOM_CLIENT_SECRET) {
    return zoomWithoutAccount();
  }
  return createZoom({
    accountId: TINYAGENT_ZOOM_ACCOUNT_ID,
    clientId: TINYAGENT_ZOOM_CLIENT_ID,
    clientSecret: TINYAGENT_ZOOM_CLIENT_SECRET,
  });
}
