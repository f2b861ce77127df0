import { resolve } from 'node:path';
import { type CatalogueEntry, catalogue, catalogueEntry, type Role } from '../runtime/catalogue.ts';
import { pullModel } from '../runtime/downloads/pull-model.ts';
import { isPath } from '../runtime/find-model.ts';
import { gigabytes } from '../runtime/gigabytes.ts';
import {
  type InstalledModel,
  installedModel,
  installedModels,
  modelFolder,
  removeInstalled,
  verifyInstalled,
} from '../runtime/installed.ts';
import { ModelError } from '../runtime/manifest.ts';
import { openVoice } from '../runtime/speech/voice-model.ts';
import { type Voice, voiceEntry, voices } from '../runtime/speech/voices.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { assertUsable, presetChoice } from '../settings/choose-models.ts';
import { type ChosenModels, embeddedModels } from '../settings/chosen-models.ts';
import { downloadedModelsFolder } from '../settings/paths.ts';
import { type PresetName, presetNames, presets } from '../settings/presets.ts';
import { loadSettings } from '../settings/settings.ts';
import { withoutModel } from '../settings/without-model.ts';
import { done, failed, stopped } from './exit-status.ts';
import { printProgress } from './print-progress.ts';
import { UsageError } from './usage-error.ts';

interface Json {
  readonly json?: true;
}

/** `tinyagent models list`: what can be had, what is here, which does what. */
export async function listModels({ json }: Json): Promise<number> {
  const [installed, { models: chosen, voice }] = await Promise.all([
    installedModels(downloadedModelsFolder()),
    loadSettings(),
  ]);
  const here = new Map(installed.map((model) => [model.id, model]));
  if (json) {
    const known = [...catalogue, ...voices];
    const models = known.map((entry) => ({ ...entry, installed: here.get(entry.id) ?? null }));
    print({ chosen, voice: voice ?? null, presets, models });
    return done;
  }
  const inUse = voice ?? voices.find(({ id }) => here.has(id))?.id ?? 'none';
  const rows = [
    ...catalogue.map((entry) =>
      row(entry, here.get(entry.id), {
        does: entry.roles.join(', '),
        isChosen: Object.values(chosen).includes(entry.id),
      }),
    ),
    ...voices.map((entry) => row(entry, here.get(entry.id), { does: 'voice', isChosen: entry.id === inUse })),
  ];
  const lines = [['', 'model', 'download', 'memory', 'for', 'licence'], ...rows];
  process.stdout.write(`${columns(lines)}\n`);
  for (const { id, scores, note } of catalogue) {
    const facts = [
      ...scores.map(({ name, value, source }) => `${name}: ${value} (${source})`),
      ...(note ? [note] : []),
    ];
    for (const fact of facts) process.stdout.write(`${id}: ${fact}\n`);
  }
  for (const { id, languages, speed } of voices) process.stdout.write(`${id}: ${languages}; ${speed}\n`);
  process.stdout.write(`\nchosen: ${[...roleLines(chosen), `voice: ${inUse}`].join(', ')}\n`);
  for (const name of presetNames) process.stdout.write(`preset ${name}: ${presets[name].description}\n`);
  return done;
}

function row(
  entry: CatalogueEntry | Voice,
  installed: InstalledModel | undefined,
  { does, isChosen }: { does: string; isChosen: boolean },
): string[] {
  const size = installed?.bytes ?? entry.approximateBytes;
  return [
    isChosen ? '*' : installed === undefined ? '' : '+',
    entry.id,
    size === undefined ? 'unknown' : `${installed === undefined ? '~' : ''}${gigabytes(size)}`,
    entry.approximateMemoryBytes === undefined ? 'unknown' : `~${gigabytes(entry.approximateMemoryBytes)}`,
    does,
    entry.licence ?? 'none stated',
  ];
}

/** `tinyagent models pull`: downloads a model of the catalogue; goes on where an earlier download ended. */
export async function pullModels(
  ids: readonly string[],
  { json, anyway }: Json & { readonly anyway?: true },
): Promise<number> {
  const entries = ids.map(known);
  const controller = new AbortController();
  const onInterrupt = () => controller.abort(new DOMException('Stopped.', 'AbortError'));
  process.on('SIGINT', onInterrupt);
  try {
    for (const entry of entries) {
      if (!json)
        process.stderr.write(
          `${entry.name}: licence ${entry.licence ?? 'none stated'}. ${'note' in entry ? (entry.note ?? '') : ''}\n`,
        );
      const progress = printProgress(process.stderr, entry.id);
      const model = await pullModel(entry, {
        folder: downloadedModelsFolder(),
        signal: controller.signal,
        onProgress: json ? () => {} : progress.show,
        anyway: anyway === true,
      }).finally(progress.end);
      if (json) print(model);
      else
        process.stdout.write(`${entry.id} is here: ${gigabytes(model.bytes)}, checked. ${howToUse(entry)}\n`);
    }
    return done;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    process.stderr.write('Stopped. What has arrived is kept: the next pull goes on there.\n');
    return stopped;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

function howToUse(entry: CatalogueEntry | Voice): string {
  if (!('roles' in entry)) return 'Hold the hotkey and speak, or: tinyagent ask --audio recording.wav';
  return entry.style === 'classifier' ? '' : `Use it: tinyagent models use ${entry.roles[0]} ${entry.id}`;
}

/** `tinyagent models use`: a preset, or one model for one role. Nothing changes unless all of it is here. */
export async function useModel(what: string, model: string | undefined): Promise<number> {
  if (what === 'voice') return useVoice(model);
  const { models: before } = await loadSettings();
  const after =
    model === undefined
      ? presetChoice(presetOf(what))
      : { ...before, [roleOf(what)]: isPath(model) ? resolve(model) : model };
  await assertUsable(after, before);
  await changeSettings({ models: after });
  process.stdout.write(`${roleLines(after).join('\n')}\n`);
  return done;
}

/** Chooses the voice that hears: one that was downloaded, or a file or folder by its path. */
async function useVoice(model: string | undefined): Promise<number> {
  if (model === undefined)
    throw new UsageError(
      `Name the voice: ${voices.map(({ id }) => id).join(', ')}; or a path of a Whisper model.`,
    );
  const isKnown = voiceEntry(model) !== undefined;
  if (isKnown && (await installedModel(downloadedModelsFolder(), model)) === undefined)
    throw new ModelError(`${model} is not installed. Download it: tinyagent models pull ${model}`);
  const voice = isKnown ? model : resolve(model);
  const opened = await openVoice(isKnown ? modelFolder(downloadedModelsFolder(), model) : voice);
  await opened.dispose();
  await changeSettings({ voice });
  process.stdout.write(`voice: ${voice}\n`);
  return done;
}

function roleOf(role: string): Role {
  if (role in embeddedModels) return role as Role;
  throw new UsageError(
    `"${role}" is no role: ${Object.keys(embeddedModels).join(', ')}, voice. Or give a preset alone: ${presetNames.join(', ')}.`,
  );
}

function presetOf(name: string): PresetName {
  const known = presetNames.find((one) => one === name);
  if (known !== undefined) return known;
  throw new UsageError(
    `"${name}" is no preset: ${presetNames.join(', ')}. Or give a role and a model: tinyagent models use planner qwen3.5-4b`,
  );
}

/** `tinyagent models remove`: also what a broken-off download left. A model in use is given back to the embedded one. */
export async function removeModels(ids: readonly string[]): Promise<number> {
  let status = done;
  for (const id of ids) {
    const removed = await removeInstalled(downloadedModelsFolder(), id);
    if (removed) process.stdout.write(`${id} was removed.\n`);
    else {
      status = failed;
      process.stderr.write(`${id} is not installed.\n`);
    }
    const { models, voice } = await loadSettings();
    if (voice === id) await changeSettings({ voice: undefined });
    const { models: after, roles } = withoutModel(models, id);
    if (roles.length === 0) continue;
    await changeSettings({ models: after });
    process.stdout.write(
      `It was the ${roles.join(' and ')}; that is now: ${roles.map((role) => after[role]).join(', ')}.\n`,
    );
  }
  return status;
}

/** `tinyagent models verify`: compares every byte with the checksums the hub stated. */
export async function verifyModels(ids: readonly string[], { json }: Json): Promise<number> {
  const folder = downloadedModelsFolder();
  const models =
    ids.length === 0 ? await installedModels(folder) : await Promise.all(ids.map((id) => here(folder, id)));
  if (models.length === 0 && !json)
    process.stdout.write('No model was downloaded. The embedded ones are checked at every start.\n');
  const results = [];
  for (const model of models) {
    const problem = await verifyInstalled(model).then(
      () => null,
      (error: unknown) => {
        if (!(error instanceof ModelError)) throw error;
        return error.message;
      },
    );
    results.push({ id: model.id, problem });
    if (!json) process.stdout.write(problem === null ? `${model.id}: as published\n` : `${problem}\n`);
  }
  if (json) print(results);
  return results.every(({ problem }) => problem === null) ? done : failed;
}

async function here(folder: string, id: string): Promise<InstalledModel> {
  const model = await installedModel(folder, id);
  if (model === undefined) throw new ModelError(`${id} is not installed.`);
  return model;
}

function known(id: string): CatalogueEntry | Voice {
  const entry = catalogueEntry(id) ?? voiceEntry(id);
  if (entry !== undefined) return entry;
  throw new UsageError(
    `There is no model called "${id}". Known are ${[...catalogue, ...voices].map((one) => one.id).join(', ')}.`,
  );
}

const roleLines = (chosen: ChosenModels): string[] =>
  Object.entries(chosen).map(([role, model]) => `${role}: ${model}`);

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};
