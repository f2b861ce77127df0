import { z } from 'zod';
import type { Tool } from '../tools/tool.ts';

/** What the user lets a kind of effect do: go ahead, ask first, never. */
export type Permission = z.infer<typeof permission>;
export const permission = z.enum(['allow', 'ask', 'never']);

/** Per effect, and per tool where the user said so for one of them. */
export const consentSchema = z.strictObject({
  effects: z
    .strictObject({
      reads: permission.default('allow'),
      creates: permission.default('allow'),
      'opens-draft': permission.default('allow'),
      'reaches-others': permission.default('ask'),
    })
    .prefault({}),
  tools: z.partialRecord(z.string(), permission).default({}),
});

export type Consent = z.infer<typeof consentSchema>;

export const defaultConsent: Consent = consentSchema.parse({});

/** The stricter of what was said of the tool and, for what reaches others, of its effect. */
export function permissionFor({ name, effect }: Pick<Tool, 'name' | 'effect'>, consent: Consent): Permission {
  const [own, general] = [consent.tools[name], consent.effects[effect]];
  if (own === undefined) return general;
  return effect === 'reaches-others' ? stricter(own, general) : own;
}

const stricter = (a: Permission, b: Permission): Permission =>
  permission.options[Math.max(permission.options.indexOf(a), permission.options.indexOf(b))] ?? 'never';
