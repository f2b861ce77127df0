import type { Role } from '../runtime/catalogue.ts';
import { type ChosenModels, embeddedModels } from './chosen-models.ts';

/** The choice without a model that goes away, and the roles it had: they are given back to what stands in for a model. */
export function withoutModel(chosen: ChosenModels, id: string): { models: ChosenModels; roles: Role[] } {
  const roles = (Object.keys(chosen) as Role[]).filter((role) => chosen[role] === id);
  const back = Object.fromEntries(roles.map((role) => [role, embeddedModels[role]]));
  return { models: { ...chosen, ...back }, roles };
}
