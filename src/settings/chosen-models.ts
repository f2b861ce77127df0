import { z } from 'zod';

const choice = z.string().min(1).default('embedded');

/**
 * A model for each role: a name of the catalogue, the path of a GGUF file (for `toolrag`: of a folder), or
 * `embedded`, what the project brings along: the small planner and classifier, and code that answers and writes.
 */
export const chosenModelsSchema = z.strictObject({
  planner: choice,
  /** `planner`: the planner's model, where it writes text. */
  joiner: z.string().min(1).default('planner'),
  writer: choice,
  toolrag: choice,
});

export type ChosenModels = z.infer<typeof chosenModelsSchema>;

export const embeddedModels: ChosenModels = chosenModelsSchema.parse({});
