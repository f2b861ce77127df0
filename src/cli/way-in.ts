import { stat } from 'node:fs/promises';
import type { AssistDeps, PlanDeps } from '../assist.ts';
import type { Consent, Permission } from '../execution/consent.ts';
import { createLog, type Log, noLog } from '../log/log.ts';
import { createLogFile } from '../log/log-file.ts';
import type { Mac } from '../mac/mac.ts';
import { openPlanner, openTextModel, type Planner, type TextModel } from '../plan/planner.ts';
import { findClassifier, findModel } from '../runtime/find-model.ts';
import { ModelError } from '../runtime/manifest.ts';
import { createModelMemory } from '../runtime/model-memory.ts';
import type { ToolClassifier } from '../runtime/models.ts';
import { plannerFolder, toolClassifierFolder } from '../runtime/paths.ts';
import { openToolClassifier } from '../runtime/tool-classifier.ts';
import { type ChosenModels, embeddedModels } from '../settings/chosen-models.ts';
import { downloadedModelsFolder, logFolder, prefixFolder } from '../settings/paths.ts';
import { loadSettings, type Settings } from '../settings/settings.ts';
import { toolNamed, tools } from '../tools/index.ts';
import type { Zoom } from '../tools/tool.ts';
import { createModelWriter } from '../writing/model-writer.ts';
import { createPlainWriter } from '../writing/plain-writer.ts';

/** Opened models; closed once, at the end. */
export interface Models {
  readonly planner: PlanDeps['planner'];
  readonly classifier: PlanDeps['classifier'];
  /** The model that judges what a plan came to; undefined: code puts the answer together. */
  readonly joiner: TextModel | undefined;
  /** The model that writes mails and summaries; undefined: code writes them. */
  readonly writer: TextModel | undefined;
  close(): Promise<void>;
}

/**
 * Opens the models that were chosen, by default those the settings name. Large ones are only looked at: their weights
 * are loaded when first used. Throws ModelError with what to do when one is missing, damaged or of another kind.
 */
export async function openModels(chosen?: ChosenModels): Promise<Models> {
  const {
    planner: planning,
    joiner: joining,
    writer: writing,
    toolrag,
  } = chosen ?? (await loadSettings()).models;
  const folder = downloadedModelsFolder();
  const options = { memory: createModelMemory(), prefixFolder: prefixFolder() };
  /** One in memory for all the roles it has. */
  const texts = new Map<string, Promise<TextModel>>();
  const openText = async (reference: string): Promise<TextModel> => {
    const found = await findModel(reference, { folder });
    const opened = texts.get(found.file) ?? openTextModel(found, options);
    texts.set(found.file, opened);
    return opened;
  };
  const openPlanning = async (): Promise<Planner> => {
    if (planning === 'embedded') return openPlanner(plannerFolder());
    if (await isFolder(planning)) return openPlanner(planning);
    return { style: 'described', ...(await openText(planning)), close: async () => {} };
  };
  const openClassifying = async (): Promise<ToolClassifier | undefined> => {
    if (toolrag === 'none') return undefined;
    if (toolrag === 'embedded') return openToolClassifier(toolClassifierFolder());
    return openToolClassifier(await findClassifier(toolrag, { folder }));
  };
  const [planner, classifier, writer, ownJoiner] = await Promise.allSettled([
    openPlanning(),
    openClassifying(),
    writing === 'embedded' ? undefined : openText(writing),
    joining === 'embedded' || joining === 'planner' ? undefined : openText(joining),
  ]);
  const close = async (): Promise<void> => {
    if (planner.status === 'fulfilled') await planner.value.close();
    if (classifier.status === 'fulfilled') await classifier.value?.dispose();
    for (const text of await Promise.allSettled(texts.values()))
      if (text.status === 'fulfilled') await text.value.model.dispose();
  };
  for (const opened of [planner, classifier, writer, ownJoiner]) {
    if (opened.status !== 'rejected') continue;
    await close();
    throw chosen === undefined ? withWayBack(opened.reason) : opened.reason;
  }
  const opened = settledValue(planner);
  return {
    planner: opened,
    classifier: settledValue(classifier),
    joiner: joining === 'planner' && opened.style === 'described' ? opened : settledValue(ownJoiner),
    writer: settledValue(writer),
    close,
  };
}

/** The embedded models, or another planner: what is measured does not depend on the settings. */
export const measuredModels = (planner = 'embedded'): ChosenModels => ({ ...embeddedModels, planner });

/** What a settled promise came to. Throws what it was rejected with. */
function settledValue<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

function withWayBack(error: unknown): unknown {
  if (!(error instanceof ModelError)) return error;
  return new ModelError(`${error.message}\nOr go back to the embedded models: tinyagent models use fast`, {
    cause: error,
  });
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** `settings`: left out in measurements, which must not depend on them. */
export const planDeps = (
  { planner, classifier }: Pick<Models, 'planner' | 'classifier'>,
  signal: AbortSignal,
  settings?: Pick<Settings, 'switchedOff' | 'instructions'>,
): PlanDeps => ({
  planner,
  classifier,
  tools,
  signal,
  instructions: settings?.instructions ?? '',
  ...(settings === undefined || settings.switchedOff.length === 0
    ? {}
    : {
        enabledTools: new Set(
          tools.filter(({ app }) => !settings.switchedOff.includes(app)).map(({ name }) => name),
        ),
      }),
});

export async function assistDeps(
  models: Models,
  {
    mac,
    zoom,
    canAsk,
    saysYes,
    signal,
  }: {
    mac: Mac;
    zoom: Zoom;
    canAsk: boolean;
    /** What the settings would ask about is allowed; what they forbid stays forbidden. */
    saysYes: boolean;
    signal: AbortSignal;
  },
): Promise<AssistDeps> {
  const settings = await loadSettings();
  const { consent, messages, alertMinutes, instructions } = settings;
  return {
    ...planDeps(models, signal, settings),
    ...(models.joiner === undefined ? {} : { joiner: models.joiner }),
    messages,
    ...(alertMinutes === undefined ? {} : { alertMinutes }),
    mac,
    zoom,
    canAsk,
    consent: saysYes ? withYes(consent) : consent,
    toolNamed,
    writer:
      models.writer === undefined
        ? createPlainWriter()
        : createModelWriter({ ...models.writer, instructions }),
  };
}

/** The log as the settings have it; what keeps it from being written is told on standard error, once. */
export async function openLog(): Promise<Log> {
  const { log } = await loadSettings();
  if (!log) return noLog;
  return createLog(createLogFile(logFolder()), {
    warn: (message) => process.stderr.write(`${message}\n`),
    secrets: Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('TINYAGENT_ZOOM_') && value !== undefined ? [value] : [],
    ),
  });
}

function withYes({ effects, tools }: Consent): Consent {
  const yes = <Permissions extends Record<string, Permission>>(permissions: Permissions): Permissions =>
    Object.fromEntries(
      Object.entries(permissions).map(([name, permission]) => [
        name,
        permission === 'ask' ? 'allow' : permission,
      ]),
    ) as Permissions;
  return { effects: yes(effects), tools: yes(tools as Record<string, Permission>) };
}
