import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of model folders: the project's `models/`, or TINYAGENT_MODELS. */
export function modelsFolder(): string {
  const override = process.env.TINYAGENT_MODELS;
  if (override !== undefined && override !== '') return override;
  return fileURLToPath(new URL('../../models', import.meta.url));
}

export const plannerFolder = (): string => join(modelsFolder(), 'planner');

export const toolClassifierFolder = (): string => join(modelsFolder(), 'toolrag');
