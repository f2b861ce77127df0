import { randomUUID } from 'node:crypto';
import type { AssistEvent } from '../events.ts';
import type { Mac } from '../mac/mac.ts';
import { type UserRequest, writtenClock } from '../request/request.ts';
import type { ToolName } from '../tools/names.ts';
import type { LogEvent } from './entry.ts';
import type { LogFile } from './log-file.ts';
import { createRedactor, notKept, type Redactor } from './redact.ts';

/** A record of what was asked and done, that stays on this Mac and belongs to the user. */
export interface Log {
  /** The same events, each kept in the log before it is handed on. A log that fails is told once and fails nothing. */
  keep(
    request: UserRequest,
    events: AsyncIterable<AssistEvent>,
    options: { mac: Mac['kind']; signal: AbortSignal },
  ): AsyncGenerator<AssistEvent, void>;
  /** Keeps that an effect was taken back, or why it could not be: `what` as its undo token says it. */
  undone(what: string, options: { done: boolean; message: string }): Promise<void>;
}

/** What is kept of a text at most, in characters. */
const longestText = 2000;

/** Tools whose observation is a text of the user's own; what was done with it is kept, not what it says. */
const readsText: ReadonlySet<ToolName> = new Set(['open_note', 'summarize_pdf']);

export function createLog(
  file: LogFile,
  {
    warn,
    secrets = [],
    now = () => new Date(),
  }: {
    /** Told once when nothing can be written. */
    warn: (message: string) => void;
    /** Values that must never be kept, whatever they look like. */
    secrets?: readonly string[];
    now?: () => Date;
  },
): Log {
  let isWell = true;

  async function write(request: string, event: LogEvent, redactor: Redactor): Promise<void> {
    const entry = { at: now().toISOString(), request, ...redactEvent(event, redactor) };
    try {
      await file.append(JSON.stringify(entry));
    } catch (error) {
      if (isWell) warn(`The log cannot be written: ${(error as Error).message}. Everything else goes on.`);
      isWell = false;
    }
  }

  return {
    async *keep(request, events, { mac, signal }) {
      const id = randomUUID().slice(0, 8);
      const redactor = createRedactor(secrets);
      const note = (event: LogEvent) => write(id, event, redactor);
      const described = createDescriber(redactor);
      let end: LogEvent | undefined = { type: 'ended', how: 'stopped', message: '' };
      await note({ type: 'request', query: request.query, now: writtenClock(request.now), mac });
      try {
        for await (const event of events) {
          const line = described(event);
          if (line !== undefined) await note(line);
          if (event.type === 'answered') end = undefined;
          yield event;
        }
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        end = { type: 'ended', how: signal.aborted ? 'stopped' : 'broken', message };
        throw error;
      } finally {
        if (end !== undefined) await note(end);
      }
    },

    async undone(what, { done, message }) {
      await write(randomUUID().slice(0, 8), { type: 'undo', what, done, message }, createRedactor(secrets));
    },
  };
}

/** For a user who wants none. */
export const noLog: Log = {
  async *keep(_, events) {
    yield* events;
  },
  undone: async () => {},
};

/** What the log says of each event; undefined for what only shows that something goes on. */
function createDescriber(redactor: Redactor): (event: AssistEvent) => LogEvent | undefined {
  const tools = new Map<number, ToolName>();
  let plan: string[] = [];
  return (event) => {
    switch (event.type) {
      case 'retrieved':
      case 'planning':
      case 'started':
      case 'progress':
        return undefined;
      case 'call':
        tools.set(event.call.id, event.call.tool);
        plan.push(event.text);
        return { type: 'call', call: event.call.id, text: event.text };
      case 'planned': {
        const calls = plan;
        plan = [];
        return { type: 'plan', calls, ms: Math.round(event.ms) };
      }
      case 'misplanned':
        return { type: 'misplanned', message: event.message };
      case 'replanning':
        return { type: 'replanning', why: event.why };
      case 'question': {
        const { text, choices } = event.question;
        const shown = choices.map(({ label, detail }) => (detail === '' ? label : `${label} (${detail})`));
        return { type: 'question', call: event.id, kind: event.kind, text, choices: shown };
      }
      case 'consented': {
        const { id, words, allowed, asked } = event;
        return { type: 'consent', call: id, words, allowed, asked };
      }
      case 'trouble':
        return { type: 'trouble', call: event.id, app: event.trouble.app, state: event.trouble.state };
      case 'finished': {
        const { id, observation, durationMs } = event;
        const tool = tools.get(id);
        const isText = tool !== undefined && readsText.has(tool);
        if (isText) redactor.withhold(observation);
        return {
          type: 'outcome',
          call: id,
          status: 'done',
          message: isText ? notKept : observation,
          undo: event.undo.map(({ label }) => label),
          ms: Math.round(durationMs),
        };
      }
      case 'failed': {
        const { id, code, message, durationMs } = event;
        const undo = event.undo.map(({ label }) => label);
        return {
          type: 'outcome',
          call: id,
          status: 'failed',
          code,
          message,
          undo,
          ms: Math.round(durationMs),
        };
      }
      case 'skipped': {
        const message = `not run, for want of $${event.because}`;
        return { type: 'outcome', call: event.id, status: 'skipped', message, undo: [] };
      }
      case 'answered': {
        const { status, text, timings } = event.answer;
        return { type: 'answer', status, text, ms: Math.round(timings.totalMs) };
      }
      default:
        return event satisfies never;
    }
  };
}

/** Fields of an event that hold words of the user or of the world; the others are ours. */
const freeText = new Set(['query', 'text', 'calls', 'message', 'why', 'choices', 'words', 'undo', 'what']);

function redactEvent(event: LogEvent, { redact }: Redactor): object {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean);
    return typeof value === 'string' ? shortened(redact(value)) : value;
  };
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => [key, freeText.has(key) ? clean(value) : value]),
  );
}

function shortened(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText).toWellFormed()} … (${text.length - longestText} more characters)`;
}
