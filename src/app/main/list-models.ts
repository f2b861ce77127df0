import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { installedModels } from '../../runtime/installed.ts';
import { ModelError } from '../../runtime/manifest.ts';
import { downloadedModelsFolder } from '../../settings/paths.ts';
import type { Settings } from '../../settings/settings.ts';
import type { ModelInfo } from '../contract.ts';
import { modelsPlace } from './places.ts';
import { absent } from './write-file.ts';

const manifest = z.object({
  name: z.string(),
  role: z.string(),
  licence: z.string(),
  files: z.array(z.object({ bytes: z.number() })),
  scores: z.array(z.record(z.string(), z.unknown())).default([]),
});

/**
 * The models there are, the embedded ones as their manifests tell, the downloaded ones as they were recorded, and
 * which of them the settings name. One that cannot be read is left out: the engine, which needs it, tells what is wrong.
 */
export async function listModels(chosen: Settings['models']): Promise<ModelInfo[]> {
  const downloaded = await installedModels(downloadedModelsFolder()).catch((error: unknown) => {
    if (error instanceof ModelError) return [];
    throw error;
  });
  const roles = Object.entries(chosen);
  return [
    ...(await embeddedModels(chosen)),
    ...downloaded.map(({ id, bytes, licence }) => ({
      name: id,
      role: roles.flatMap(([role, name]) => (name === id ? [role] : [])).join(', ') || 'downloaded',
      bytes,
      licence: licence ?? 'none stated',
      active: roles.some(([, name]) => name === id),
      scores: [],
    })),
  ];
}

async function embeddedModels({ planner, toolrag }: Settings['models']): Promise<ModelInfo[]> {
  const folder = modelsPlace();
  const names = (await readdir(folder).catch(absent)) ?? [];
  const found = await Promise.all(
    names.map(async (name) => {
      try {
        const source = await readFile(join(folder, name, 'manifest.json'), 'utf8');
        const { files, scores, ...rest } = manifest.parse(JSON.parse(source));
        const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
        const active = (rest.role === 'planner' ? planner : toolrag) === 'embedded';
        return [{ ...rest, bytes, active, scores: scores.flatMap(scoreInWords) }];
      } catch {
        return [];
      }
    }),
  );
  return found.flat();
}

/** Each number of a score, named for what it measures and on what. */
function scoreInWords(score: Record<string, unknown>): ModelInfo['scores'][number][] {
  const on = typeof score.set === 'string' ? ` (${score.set})` : '';
  return Object.entries(score).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [
          {
            name: `${name}${on}`,
            value: value <= 1 && value >= 0 ? `${(value * 100).toFixed(1)} %` : String(value),
          },
        ]
      : [],
  );
}
