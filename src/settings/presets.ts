import type { ChosenModels } from './chosen-models.ts';
import { embeddedModels } from './chosen-models.ts';

export const presetNames = ['fast', 'paper', 'best'] as const;
export type PresetName = (typeof presetNames)[number];

export interface Preset {
  readonly description: string;
  /** In order of preference: the first that fits the machine is taken. */
  readonly choices: readonly ChosenModels[];
}

/** Models that go together. Which plans better, Qwen3.5 4B or TinyAgent-7B, has not been measured by us. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  fast: {
    description: 'the embedded models: nothing to download, answers in milliseconds',
    choices: [embeddedModels],
  },
  paper: {
    description: 'TinyAgent-1.1B with ToolRAG, as in the paper',
    choices: [{ ...embeddedModels, planner: 'tinyagent-1.1b', toolrag: 'tinyagent-toolrag' }],
  },
  best: {
    description: 'TinyAgent-7B where memory allows, else Qwen3.5 4B, which also writes',
    choices: [
      { ...embeddedModels, planner: 'tinyagent-7b' },
      { ...embeddedModels, planner: 'qwen3.5-4b', writer: 'qwen3.5-4b' },
    ],
  },
};
