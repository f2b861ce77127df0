/**
 * The contract between the AppleScript interpreter (`script/`) and the simulated apps (`apps/`): values,
 * object specifiers, commands and errors. The interpreter turns source into commands; an app resolves the
 * specifiers in them against its dictionary and its part of the world, as Apple events do on a Mac.
 */

export type Value =
  | { readonly type: 'integer'; readonly value: number }
  | { readonly type: 'real'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'missing value' }
  /** Shared by reference: `set a to b` makes both names mean one date, `copy` does not. Local wall-clock time. */
  | { readonly type: 'date'; readonly value: Date }
  | { readonly type: 'list'; readonly items: Value[] }
  /** Keys in lower case, multi-word terms with single blanks ("start date"). */
  | { readonly type: 'record'; readonly fields: Map<string, Value> }
  /** An enumerator of a dictionary: `yes`, `iMessage`, `high`. */
  | { readonly type: 'constant'; readonly name: string }
  /** A class or type used as a value: `text`, `note`, `to recipient`. */
  | { readonly type: 'class'; readonly name: string }
  | { readonly type: 'file'; readonly kind: 'alias' | 'file'; readonly posixPath: string }
  /** An object in an app, not yet fetched. */
  | { readonly type: 'reference'; readonly specifier: Specifier };

/** Where an object is found: a chain that ends in an application, or in `it` inside a `whose` test. */
export type Specifier =
  | { readonly form: 'application'; readonly app: string }
  /** The object under test inside `whose`. */
  | { readonly form: 'it' }
  | { readonly form: 'property'; readonly name: string; readonly of: Specifier }
  | {
      readonly form: 'element';
      readonly className: string;
      readonly select: Selection;
      readonly of: Specifier;
    }
  /** Where `make` and `move` put things: `end of events of cal`, `after last paragraph`. */
  | {
      readonly form: 'insertion';
      readonly at: 'beginning' | 'end' | 'before' | 'after';
      readonly of: Specifier;
    };

export type Selection =
  | { readonly by: 'every' }
  /** 1-based; negative counts from the end. */
  | { readonly by: 'index'; readonly index: number }
  | { readonly by: 'some' }
  | { readonly by: 'middle' }
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'id'; readonly id: Value }
  | { readonly by: 'range'; readonly from: number; readonly to: number }
  | { readonly by: 'whose'; readonly test: Test };

/** A `whose` test, evaluated by the app for each object. Operands that speak of the object are rooted at `it`. */
export type Test =
  | { readonly op: 'and' | 'or'; readonly left: Test; readonly right: Test }
  | { readonly op: 'not'; readonly test: Test }
  | { readonly op: Comparison; readonly left: Value; readonly right: Value; readonly ignoring: Ignoring }
  /** A bare boolean property: `whose completed`. */
  | { readonly op: 'true'; readonly value: Value };

export type Comparison =
  | '='
  | '≠'
  | '<'
  | '≤'
  | '>'
  | '≥'
  | 'contains'
  | 'begins with'
  | 'ends with'
  | 'is in';

/** AppleScript ignores case unless told otherwise. */
export interface Ignoring {
  readonly case: boolean;
  readonly diacriticals: boolean;
}

/**
 * An Apple event: the command's name as in the dictionary ("make", "get", "set", "count", "exists", "delete",
 * "reply", "open location" …) and its parameters by label ("new", "at", "with properties", "to", "opening window" …).
 */
export interface Command {
  readonly name: string;
  readonly direct: Value | undefined;
  readonly parameters: ReadonlyMap<string, Value>;
}

/** A scriptable application (or Standard Additions, named "Standard Additions"). */
export interface AppHost {
  readonly name: string;
  /** Resolves specifiers, checks terms, types and access, acts. Throws ScriptError as the real app would. */
  send(command: Command, options: { signal: AbortSignal }): Promise<Value>;
}

/** What the parser must know of an app's dictionary to read multi-word terms. All names in lower case. */
export interface Terminology {
  /** Singular and plural names to the singular: "events" -> "event", "to recipients" -> "to recipient". */
  readonly classes: ReadonlyMap<string, string>;
  readonly properties: ReadonlySet<string>;
  readonly enumerators: ReadonlySet<string>;
  /** Command name to its parameter labels; `direct`: whether it takes a direct parameter; `answers`: whether it has a result. */
  readonly commands: ReadonlyMap<
    string,
    { readonly direct: boolean; readonly parameters: readonly string[]; readonly answers: boolean }
  >;
}

/** What the interpreter asks of the machine it runs on. */
export interface Machine {
  /** Undefined when no such app is installed: the interpreter then raises -1728 as osascript does. */
  app(name: string): AppHost | undefined;
  terminology(name: string): Terminology | undefined;
  isRunning(name: string): boolean;
  readonly standardAdditions: AppHost;
  readonly standardTerminology: Terminology;
  /** The Mac's clock, local time. */
  now(): Date;
}

/** An AppleScript error: its number as on a real Mac (-1728, -1743 …) and its English text, without the number. */
export class ScriptError extends Error {
  readonly number: number;
  /** Character offsets in the source, when known: osascript prints them before the message. */
  readonly range: readonly [number, number] | undefined;

  constructor(number: number, message: string, range?: readonly [number, number]) {
    super(message);
    this.name = 'ScriptError';
    this.number = number;
    this.range = range;
  }
}
