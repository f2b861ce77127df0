import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
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

/** The models that are installed, as their manifests tell; a folder without a readable one is left out. */
export async function listModels(): Promise<ModelInfo[]> {
  const folder = modelsPlace();
  const names = (await readdir(folder).catch(absent)) ?? [];
  const found = await Promise.all(
    names.map(async (name) => {
      try {
        const source = await readFile(join(folder, name, 'manifest.json'), 'utf8');
        const { files, scores, ...rest } = manifest.parse(JSON.parse(source));
        const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
        return [{ ...rest, bytes, active: true, scores: scores.flatMap(scoreInWords) }];
      } catch {
        return []; // the engine, which needs it, tells what is wrong with it
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
