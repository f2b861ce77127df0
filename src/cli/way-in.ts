import type { AssistDeps, PlanDeps } from '../assist.ts';
import type { Consent, Permission } from '../execution/consent.ts';
import { createLog, type Log, noLog } from '../log/log.ts';
import { createLogFile } from '../log/log-file.ts';
import type { Mac } from '../mac/mac.ts';
import { openPlanner } from '../plan/planner.ts';
import { plannerFolder, toolClassifierFolder } from '../runtime/paths.ts';
import { openToolClassifier } from '../runtime/tool-classifier.ts';
import { logFolder } from '../settings/paths.ts';
import { loadSettings, type Settings } from '../settings/settings.ts';
import { toolNamed, tools } from '../tools/index.ts';
import type { Zoom } from '../tools/tool.ts';
import { createPlainWriter } from '../writing/plain-writer.ts';

/** Opened models; closed once, at the end. */
export interface Models {
  readonly planner: PlanDeps['planner'];
  readonly classifier: PlanDeps['classifier'];
  close(): Promise<void>;
}

/** Opens the planner and the classifier. Throws ModelError with what to do when one is missing or corrupt. */
export async function openModels(): Promise<Models> {
  const [planner, classifier] = await Promise.all([
    openPlanner(plannerFolder()),
    openToolClassifier(toolClassifierFolder()),
  ]);
  return {
    planner,
    classifier,
    close: async () => {
      await Promise.all([planner.close(), classifier?.dispose()]);
    },
  };
}

/** `settings`: left out in measurements, which must not depend on them. */
export const planDeps = (
  { planner, classifier }: Models,
  signal: AbortSignal,
  settings?: Pick<Settings, 'switchedOff'>,
): PlanDeps => ({
  planner,
  classifier,
  tools,
  signal,
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
  const { consent, messages, alertMinutes } = settings;
  return {
    ...planDeps(models, signal, settings),
    messages,
    ...(alertMinutes === undefined ? {} : { alertMinutes }),
    mac,
    zoom,
    canAsk,
    consent: saysYes ? withYes(consent) : consent,
    toolNamed,
    writer: createPlainWriter(),
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
