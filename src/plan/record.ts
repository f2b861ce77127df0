import { z } from 'zod';
import { type ToolName, toolNames } from '../tools/names.ts';
import { type Plan, plainArgument } from './call.ts';

const literal = z.union([z.string(), z.number(), z.boolean()]);
/** Free text must contain these words, stem by stem; none: anything goes. */
const keyWords = z.strictObject({ has: z.array(z.string()) });
/** Any of these is right. */
const alternatives = z.strictObject({ any: z.array(literal) });
const item = z.union([literal, keyWords, alternatives]);
const goldArgument = z.union([item, z.array(item)]);

export type GoldItem = z.infer<typeof item>;
export type GoldArgument = z.infer<typeof goldArgument>;

const goldCall = z.strictObject({ tool: z.enum(toolNames), args: z.array(goldArgument) });
export type GoldCall = z.infer<typeof goldCall>;

/** One line of an evaluation file: a request and every plan that is right for it, `join` left out. */
export const recordSchema = z.strictObject({
  id: z.string(),
  /** What sort of request it is ("office", "hard"): scores are told for each. */
  kind: z.string().optional(),
  now: z.string(),
  query: z.string(),
  plans: z.array(z.array(goldCall)).min(1),
});
export type PlanRecord = z.infer<typeof recordSchema>;

/** A call as records and `--batch` write it: `$n` is the n-th call of the plan, a literal dollar before a digit `\$`. */
export interface PlainCall {
  readonly tool: ToolName;
  readonly args: readonly (string | number | boolean | string[])[];
}

export const plainPlan = (plan: Plan): PlainCall[] =>
  plan.map(({ tool, args }) => ({ tool, args: args.map(plainArgument) }));
