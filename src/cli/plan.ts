import { createInterface } from 'node:readline';
import { z } from 'zod';
import { planOnly, planPrompt } from '../assist.ts';
import { plainPlan } from '../plan/record.ts';
import { formatPlan } from '../plan/write.ts';
import { parseClock } from '../request/clock.ts';
import { readRequest } from '../request/read-request.ts';
import { loadSettings } from '../settings/settings.ts';
import { sentence } from './ask.ts';
import { done, failed } from './exit-status.ts';
import { type Models, measuredModels, openModels, planDeps } from './way-in.ts';

export interface PlanOptions {
  readonly batch?: true;
  readonly now?: Date;
  readonly json?: true;
  readonly showPrompt?: true;
  readonly model?: string;
}

/** `tinyagent plan`: the plan of one sentence, or of a batch of them. */
export async function plan(words: readonly string[], options: PlanOptions): Promise<number> {
  if (options.batch) return planBatch(options.model);
  const request = readRequest(sentence(words), options.now ?? new Date());
  const models = await openModels(options.model === undefined ? undefined : measuredModels(options.model));
  try {
    const deps = planDeps(models, new AbortController().signal, await loadSettings());
    if (options.showPrompt) {
      const { text, tokens, dropped } = await planPrompt(request, deps);
      process.stdout.write(`${text}\n`);
      process.stderr.write(
        `${tokens} tokens.${dropped.length === 0 ? '' : ` Left out, as it did not fit: ${dropped.join('; ')}.`}\n`,
      );
      return done;
    }
    const planned = await planOnly(request, deps);
    const retrieved = planned.retrieved.tools.map(({ name }) => name);
    if (options.json) {
      const { misplanned, ms } = planned;
      print({
        plan: formatPlan(planned.calls),
        calls: plainPlan(planned.calls),
        tools: retrieved,
        misplanned,
        ms,
      });
    } else {
      process.stdout.write(`${formatPlan(planned.calls)}\n`);
      for (const message of planned.misplanned) process.stderr.write(`${message}\n`);
    }
    return planned.misplanned.length > 0 ? failed : done;
  } finally {
    await models.close();
  }
}

const batchLine = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  now: z.string().optional(),
  query: z.string(),
});

/** Reads requests, one JSON object a line, and writes a plan for each, in order, from one warm process. */
async function planBatch(model: string | undefined): Promise<number> {
  const models = await openModels(measuredModels(model));
  try {
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() !== '') print(await planLine(line, models));
    }
    return done;
  } finally {
    await models.close();
  }
}

async function planLine(line: string, models: Models): Promise<Record<string, unknown>> {
  let id: string | number | null = null;
  try {
    const json: unknown = JSON.parse(line);
    if (
      typeof json === 'object' &&
      json !== null &&
      'id' in json &&
      (typeof json.id === 'string' || typeof json.id === 'number')
    ) {
      id = json.id;
    }
    const { now, query } = batchLine.parse(json);
    const request = readRequest(query, now === undefined ? new Date() : parseClock(now));
    const { calls, retrieved, ms, misplanned } = await planOnly(
      request,
      planDeps(models, new AbortController().signal),
    );
    return {
      id,
      plan: formatPlan(calls),
      calls: plainPlan(calls),
      tools: retrieved.tools.map(({ name }) => name),
      ms: Number(ms.toFixed(2)),
      ...(misplanned.length > 0 ? { error: misplanned.join(' ') } : {}),
    };
  } catch (error) {
    if (error instanceof z.ZodError)
      return { id, error: `This line is no request: ${z.prettifyError(error)}` };
    if (error instanceof Error) return { id, error: error.message };
    throw error;
  }
}

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};
