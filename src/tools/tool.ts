import type { z } from 'zod';
import type { Shared } from '../execution/shared.ts';
import type { Mac } from '../mac/mac.ts';
import type { UserRequest } from '../request/request.ts';
import type { Writer } from '../writing/writer.ts';
import type { ToolName } from './names.ts';

/**
 * What a tool does to the world, most harmless first. `creates` can be undone, `opens-draft` shows the
 * user something to send or dismiss, `reaches-others` leaves the Mac at once.
 */
export type Effect = 'reads' | 'creates' | 'opens-draft' | 'reaches-others';

export const toolApps = [
  'Calendar',
  'Contacts',
  'Files',
  'Mail',
  'Maps',
  'Messages',
  'Notes',
  'Reminders',
  'Zoom',
] as const;
export type ToolApp = (typeof toolApps)[number];

/**
 * What an argument means, so that code can put it right (`request/resolve-arguments.ts`) and ask about it:
 * a `date-time` may be written as a phrase, an `email-person` may be a name, and so on.
 */
export type ArgumentKind =
  | 'person' // a name, to be looked up by the tool itself
  | 'email-person' // address wanted; a name is looked up
  | 'phone-person' // number wanted; a name is looked up
  | 'date-time' // "YYYY-MM-DD HH:MM:SS" wanted
  | 'end' // date-time wanted; an end or a length may be said
  | 'due' // date-time, or a day alone when all day
  | 'minutes'
  | 'file-name' // words of a file's name
  | 'file-path' // an absolute path; a name is looked up
  | 'note'
  | 'folder'
  | 'list'
  | 'calendar'
  | 'place'
  | 'title'
  | 'text'
  | 'transport'
  | 'priority'
  | 'flag';

/** Everything a tool may use, handed down from the way in. */
export interface ToolContext extends Shared {
  readonly mac: Mac;
  readonly request: UserRequest;
  readonly writer: Writer;
  readonly signal: AbortSignal;
  /** Whether somebody is there to answer a question. */
  readonly canAsk: boolean;
  /** Asks the user to choose; resolves to the index chosen. Throws ToolError('needs-answer') with nobody to ask. */
  choose(question: Question): Promise<number>;
  /**
   * Asks leave for what is about to happen, said in words as the user will see it done. Every tool that does more
   * than read calls it once, when everything is resolved and nothing is done yet. `effect` is the tool's own when
   * left out. Throws ToolError('not-allowed') when the settings or the user say no.
   */
  consent(words: string, effect?: Effect): Promise<void>;
  /** Notes what takes back what was just done. Tools with the effect `creates` call it as soon as it is done. */
  undoable(undo: Undo): void;
  /** Tells how far a long piece of work is, in words. */
  progress(text: string): void;
  /** Whether messages are sent by the script once the user agreed, or left as drafts. */
  readonly messages: 'draft' | 'send';
  /** Minutes before its start at which a new event alerts; no alert when undefined. */
  readonly alertMinutes?: number;
  /** Zoom: makes a meeting and returns its join URL. */
  readonly zoom: Zoom;
}

export interface Question {
  /** "Which Sam do you mean?" */
  readonly text: string;
  readonly choices: readonly Choice[];
}

/** How an effect is taken back, as data that outlives the process. */
export interface Undo {
  /** What was done, as an object: "the note “Trip”". */
  readonly label: string;
  /** What the tool's `undo` needs: ids, texts as they were. */
  readonly data: Readonly<Record<string, string>>;
}

/** An `Undo` with the tool that can carry it out. */
export interface UndoToken extends Undo {
  readonly tool: ToolName;
}

export interface Choice {
  readonly label: string;
  /** What tells it apart from the others: company, path, folder, date; may be "". */
  readonly detail: string;
}

export interface Zoom {
  createMeeting(
    meeting: { topic: string; start: Date; durationMinutes: number; invitees: readonly string[] },
    options: { signal: AbortSignal },
  ): Promise<{ readonly id: string; readonly joinUrl: string }>;
  /** Takes a meeting back. Throws ToolError. */
  deleteMeeting(id: string, options: { signal: AbortSignal }): Promise<void>;
}

/**
 * A tool is a plain object. `args` is written once: the signature in the prompt, the grammar, the check of
 * what the model wrote and the type of `run` come from it, key order being argument order.
 */
export interface Tool<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: ToolName;
  readonly description: string;
  readonly app: ToolApp;
  readonly effect: Effect;
  /** Each argument's schema carries its kind: `argument('person', z.string().min(1).describe('…'))`. */
  readonly args: z.ZodObject<Shape>;
  /** Returns the observation. Throws ToolError or MacError for what the world does. */
  run(args: z.infer<z.ZodObject<Shape>>, context: ToolContext): Promise<string>;
  /**
   * Takes back what `run` did, by the data it gave to `undoable`; resolves to what is now gone or as it was, in a
   * sentence. Throws ToolError or MacError when it cannot. Tools with the effect `creates` have it.
   */
  undo?(data: Undo['data'], context: Pick<ToolContext, 'mac' | 'zoom' | 'signal'>): Promise<string>;
}

/** The Mac or the user's words did not allow what a call asked: `message` for the user, `code` for code. */
export class ToolError extends Error {
  readonly code:
    | 'not-found'
    | 'needs-answer'
    | 'bad-argument'
    /** The settings or the user said no. */
    | 'not-allowed'
    /** What is there afterwards is not what was asked for. */
    | 'mismatch'
    | 'failed';

  constructor(code: ToolError['code'], message: string, options: { cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'ToolError';
    this.code = code;
  }
}

/** Marks what an argument means; read back with `argumentKind`. */
export function argument<Schema extends z.ZodType>(kind: ArgumentKind, schema: Schema): Schema {
  const description = schema.description;
  return schema.meta({ kind, ...(description === undefined ? {} : { description }) }) as Schema;
}

/** Types `run` from `args`; the tool itself stays a plain object. */
export const defineTool = <Shape extends z.ZodRawShape>(tool: Tool<Shape>): Tool<Shape> => tool;

/** The parameters of a tool in order: name, kind, whether it is a list. Throws on a schema without a kind (our bug). */
export function parameters(tool: Pick<Tool, 'name' | 'args'>): Parameter[] {
  return Object.entries(tool.args.shape).map(([name, schema]) => {
    const type = schema as z.ZodType;
    const kind = type.meta()?.kind as ArgumentKind | undefined;
    if (kind === undefined) throw new Error(`Argument ${name} of ${tool.name} has no kind.`);
    const plain = type.type === 'array' ? 'list' : type.type;
    if (
      plain !== 'list' &&
      plain !== 'number' &&
      plain !== 'boolean' &&
      plain !== 'string' &&
      plain !== 'enum'
    ) {
      throw new Error(`Argument ${name} of ${tool.name} has the type ${plain}, which plans cannot write.`);
    }
    return { name, kind, type: plain === 'enum' ? 'string' : plain, description: type.description ?? '' };
  });
}

export interface Parameter {
  readonly name: string;
  readonly kind: ArgumentKind;
  readonly type: 'string' | 'list' | 'number' | 'boolean';
  readonly description: string;
}
