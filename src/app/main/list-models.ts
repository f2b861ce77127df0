import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type CatalogueEntry, catalogue, type Role } from '../../runtime/catalogue.ts';
import { presetChoice } from '../../settings/choose-models.ts';
import type { ChosenModels } from '../../settings/chosen-models.ts';
import { presetNames, presets } from '../../settings/presets.ts';
import type { ModelInfo, PresetInfo } from '../contract.ts';
import { modelsPlace } from './places.ts';
import { presenceOf } from './presence-of.ts';
import { absent } from './write-file.ts';

const manifest = z.object({
  name: z.string(),
  role: z.enum(['planner', 'toolrag']),
  licence: z.string(),
  files: z.array(z.object({ bytes: z.number() })),
  scores: z.array(z.record(z.string(), z.unknown())).default([]),
});

export interface Models {
  readonly models: readonly ModelInfo[];
  readonly presets: readonly PresetInfo[];
}

/** The models that come with the app and those of the catalogue, how much of each is here, and what each does now. */
export async function listModels(chosen: ChosenModels): Promise<Models> {
  const [embedded, known] = await Promise.all([
    embeddedModels(chosen),
    Promise.all(catalogue.map((entry) => ofCatalogue(entry, chosen))),
  ]);
  const here = new Set(known.filter(({ presence }) => presence === 'whole').map(({ id }) => id));
  return { models: [...embedded, ...known], presets: presetNames.map((name) => preset(name, chosen, here)) };
}

function preset(name: PresetInfo['name'], chosen: ChosenModels, here: ReadonlySet<string>): PresetInfo {
  const { description, choices } = presets[name];
  const fitting = presetChoice(name);
  const isSame = (choice: ChosenModels) => roleNames.every((role) => choice[role] === chosen[role]);
  const named = new Set(roleNames.map((role) => fitting[role]));
  const missing = catalogue.map(({ id }) => id).filter((id) => named.has(id) && !here.has(id));
  return { name, description, isChosen: choices.some(isSame), missing };
}

async function ofCatalogue(entry: CatalogueEntry, chosen: ChosenModels): Promise<ModelInfo> {
  const { id, name, roles, approximateBytes, approximateMemoryBytes, licence, scores, note } = entry;
  const { presence, installed, problem } = await presenceOf(id);
  return {
    id,
    name,
    roles,
    activeRoles: rolesOf(id, chosen),
    presence,
    problem,
    bytes: installed?.bytes ?? approximateBytes,
    memoryBytes: approximateMemoryBytes,
    licence: installed === undefined ? licence : installed.licence,
    scores,
    note: note ?? '',
  };
}

/** One that cannot be read is left out: the engine, which needs it, tells what is wrong. */
async function embeddedModels(chosen: ChosenModels): Promise<ModelInfo[]> {
  const folder = modelsPlace();
  const names = (await readdir(folder).catch(absent)) ?? [];
  const found = await Promise.all(
    names.map(async (name): Promise<ModelInfo[]> => {
      const source = await readFile(join(folder, name, 'manifest.json'), 'utf8').catch(() => '');
      const parsed = manifest.safeParse(parseJson(source));
      if (!parsed.success) return [];
      const { role, files, scores, ...told } = parsed.data;
      return [
        {
          ...told,
          id: 'embedded',
          roles: [role],
          activeRoles: chosen[role] === 'embedded' ? [role] : [],
          presence: 'embedded',
          problem: '',
          bytes: files.reduce((sum, file) => sum + file.bytes, 0),
          memoryBytes: undefined,
          scores: scores.flatMap(scoreInWords),
          note: '',
        },
      ];
    }),
  );
  return found.flat();
}

const roleNames: readonly Role[] = ['planner', 'joiner', 'writer', 'toolrag'];

const rolesOf = (id: string, chosen: ChosenModels): Role[] => roleNames.filter((role) => chosen[role] === id);

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined; // refused by the schema
  }
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
            source: '',
          },
        ]
      : [],
  );
}
