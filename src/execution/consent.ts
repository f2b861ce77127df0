import { z } from 'zod';
import type { Effect, Tool } from '../tools/tool.ts';

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

export const permissionFor = (tool: Pick<Tool, 'name' | 'effect'>, consent: Consent): Permission =>
  consent.tools[tool.name] ?? consent.effects[tool.effect];

/** What an effect does, for a confirmation. */
export const effectInWords: Record<Effect, string> = {
  reads: 'This reads from your Mac.',
  creates: 'This creates something on your Mac.',
  'opens-draft': 'This opens a draft; nothing is sent.',
  'reaches-others': 'This reaches other people at once and cannot be taken back.',
};
