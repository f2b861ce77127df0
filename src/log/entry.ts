import { z } from 'zod';

/** What a line of the log says. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('request'),
    query: z.string(),
    now: z.string(),
    mac: z.enum(['real', 'simulated']),
  }),
  z.object({ type: z.literal('call'), call: z.number(), text: z.string() }),
  z.object({ type: z.literal('plan'), calls: z.array(z.string()), ms: z.number() }),
  z.object({ type: z.literal('misplanned'), message: z.string() }),
  z.object({ type: z.literal('replanning'), why: z.string() }),
  z.object({
    type: z.literal('question'),
    call: z.number(),
    kind: z.enum(['choose', 'confirm', 'tell']),
    text: z.string(),
    choices: z.array(z.string()),
  }),
  z.object({
    type: z.literal('consent'),
    call: z.number(),
    words: z.string(),
    allowed: z.boolean(),
    asked: z.boolean(),
  }),
  z.object({ type: z.literal('trouble'), call: z.number(), app: z.string(), state: z.string() }),
  /** `message`: what the call returned, why it failed, or what it wanted for. `undo`: what it made that can be taken back. */
  z.object({
    type: z.literal('outcome'),
    call: z.number(),
    status: z.enum(['done', 'failed', 'skipped']),
    code: z.string().optional(),
    message: z.string(),
    undo: z.array(z.string()),
    ms: z.number().optional(),
  }),
  z.object({ type: z.literal('answer'), status: z.string(), text: z.string(), ms: z.number() }),
  z.object({ type: z.literal('undo'), what: z.string(), done: z.boolean(), message: z.string() }),
  /** A request that was not answered: the user stopped it, or it broke. */
  z.object({ type: z.literal('ended'), how: z.enum(['stopped', 'broken']), message: z.string() }),
]);

/** A line of the log: when, of which request, and what happened. */
export const entrySchema = z.object({ at: z.iso.datetime(), request: z.string() }).and(eventSchema);

export type LogEvent = z.infer<typeof eventSchema>;
export type LogEntry = z.infer<typeof entrySchema>;
