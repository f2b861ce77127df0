import type { Command, Specifier, Value } from './values.ts';

/** An object as the world keeps it: what a property called `due date` holds is under `dueDate`, dates as ISO texts. */
export type Data = { [key: string]: unknown };

/** An object of an app: a class of its dictionary and the part of the world it speaks of. */
export interface AppObject {
  /** In lower case. */
  readonly className: string;
  readonly data: Data;
  /** Undefined for the application itself. */
  readonly container: AppObject | undefined;
}

/** What a property may give: a value, or objects, which become references. */
export type Got = Value | AppObject | readonly AppObject[];

export interface AppEvent {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, Value>;
  /** The objects the direct parameter names; empty when it is a plain value. */
  readonly objects: readonly AppObject[];
  /** The direct parameter when it is a plain value. */
  readonly value: Value | undefined;
  /** The objects a parameter names. */
  objectsOf(label: string): AppObject[];
  objectsAt(specifier: Specifier): AppObject[];
  readonly command: Command;
}

/**
 * What an app does that its dictionary and the world's shape do not say. Keys are "class.member" in lower case.
 * Without an entry, a property is what the world keeps under its name and the elements are the world's lists.
 */
export interface AppModel {
  readonly name: string;
  readonly root: Data;
  readonly get?: Readonly<Record<string, (object: AppObject) => Got>>;
  /** Throws ScriptError where the app would not. */
  readonly set?: Readonly<Record<string, (object: AppObject, value: Value) => void>>;
  readonly elements?: Readonly<Record<string, (object: AppObject) => AppObject[]>>;
  /** Where a new element is kept when that is not the container it was made in: "application.note". */
  readonly home?: Readonly<Record<string, (container: AppObject) => AppObject>>;
  /** A new object of a class before its properties are set. */
  readonly create?: Readonly<Record<string, (container: AppObject) => Data>>;
  /** Looks at a new object once its properties are set; throws ScriptError if the app would not have it. */
  readonly check?: Readonly<Record<string, (object: AppObject) => void>>;
  /** An element that is found by a name though no list has it, as any handle is a participant. */
  readonly named?: Readonly<Record<string, (container: AppObject, name: string) => AppObject | undefined>>;
  /** Commands of the app's own; undefined leaves it to the standard ones. */
  readonly commands?: Readonly<Record<string, (event: AppEvent) => Got | undefined>>;
}

/** `allday due date` -> `alldayDueDate`. */
export const keyOf = (name: string): string =>
  name.toLowerCase().replace(/[\s-]+(\S)/g, (_, letter: string) => letter.toUpperCase());
