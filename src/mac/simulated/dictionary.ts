import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Terminology } from './values.ts';

/** A class of a dictionary with what it inherits; names of members in lower case. */
export interface ClassDescription {
  /** As the dictionary spells it: "AIM Handle". */
  readonly name: string;
  readonly plural: string;
  readonly inherits: string | undefined;
  readonly properties: ReadonlyMap<string, PropertyDescription>;
  /** Element classes in lower case, and whether scripts may make and delete them. */
  readonly elements: ReadonlyMap<string, 'r' | 'rw'>;
}

export interface PropertyDescription {
  readonly name: string;
  /** As `text | missing value`, `list of message`. */
  readonly type: string;
  readonly access: 'r' | 'rw' | 'w';
}

/** An app's scripting dictionary. */
export interface Dictionary {
  readonly terminology: Terminology;
  /** By its name in lower case, or a synonym. */
  classNamed(name: string): ClassDescription | undefined;
  /** Whether a class is another, or inherits from it; names in lower case. */
  isA(name: string, ancestor: string): boolean;
  /** The enumerators of a type, as the dictionary spells them. */
  enumeration(type: string): readonly string[] | undefined;
}

const named = z.object({ name: z.string(), synonyms: z.array(z.string()).default([]) });
const propertySchema = named.extend({ type: z.string(), access: z.enum(['r', 'rw', 'w']) });
const classSchema = named.extend({
  plural: z.string().optional(),
  inherits: z.string().optional(),
  properties: z.array(propertySchema).default([]),
  elements: z.array(z.object({ type: z.string(), access: z.enum(['r', 'rw']).default('rw') })).default([]),
});
const commandSchema = named.extend({
  directParameter: z.object({ type: z.string() }).optional(),
  result: z.union([z.string(), z.object({})]).optional(),
  parameters: z.array(z.object({ name: z.string() })).default([]),
});
const dictionarySchema = z.object({
  suites: z.array(
    z.object({
      classes: z.array(classSchema).default([]),
      commands: z.array(commandSchema).default([]),
      enumerations: z
        .array(
          z.object({
            name: z.string(),
            enumerators: z.array(z.string()),
            hiddenEnumerators: z.array(z.string()).default([]),
          }),
        )
        .default([]),
    }),
  ),
});

/** What every Cocoa-scriptable object has though no dictionary lists it. */
const everyObject: PropertyDescription[] = [
  { name: 'class', type: 'type', access: 'r' },
  { name: 'properties', type: 'record', access: 'rw' },
];

/** What every app understands without saying so. */
const everyApp = ['activate', 'launch', 'run', 'reopen', 'quit'];

const read = new Map<string, Dictionary>();

/** The dictionary `dictionaries/<app>.json`. Throws when there is none: our mistake. */
export function dictionaryOf(app: string): Dictionary {
  const known = read.get(app);
  if (known !== undefined) return known;
  const file = new URL(`./dictionaries/${app.replaceAll(' ', '')}.json`, import.meta.url);
  const dictionary = describe(dictionarySchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
  read.set(app, dictionary);
  return dictionary;
}

function describe({ suites }: z.infer<typeof dictionarySchema>): Dictionary {
  const own = new Map<string, ClassDescription & { properties: Map<string, PropertyDescription> }>();
  const classNames = new Map<string, string>();
  const properties = new Set<string>();
  const enumerators = new Set<string>();
  const enumerations = new Map<string, string[]>();
  const commands = new Map<string, { direct: boolean; parameters: string[]; answers: boolean }>();

  for (const { classes, commands: sent, enumerations: lists } of suites) {
    for (const one of classes) {
      const key = one.name.toLowerCase();
      const before = own.get(key); // an `extension` adds to its class
      const members = before?.properties ?? new Map(everyObject.map((each) => [each.name, each]));
      for (const property of one.properties) {
        for (const name of [property.name, ...property.synonyms]) {
          members.set(name.toLowerCase(), property);
          properties.add(name.toLowerCase());
        }
      }
      const elements = new Map(before?.elements);
      for (const { type, access } of one.elements) elements.set(type.toLowerCase(), access);
      own.set(key, {
        name: one.name,
        plural: one.plural ?? before?.plural ?? `${one.name}s`,
        inherits: one.inherits?.toLowerCase() ?? before?.inherits,
        properties: members,
        elements,
      });
      for (const name of [one.name, ...one.synonyms]) {
        classNames.set(name.toLowerCase(), key);
        classNames.set(`${name.toLowerCase()}s`, key);
      }
      if (one.plural !== undefined) classNames.set(one.plural.toLowerCase(), key);
    }
    for (const { name, synonyms, directParameter, parameters, result } of sent) {
      for (const each of [name, ...synonyms]) {
        commands.set(each.toLowerCase(), {
          direct: directParameter !== undefined,
          parameters: parameters.map((parameter) => parameter.name.toLowerCase()),
          answers: result !== undefined,
        });
      }
    }
    for (const { name, enumerators: listed, hiddenEnumerators } of lists) {
      enumerations.set(name.toLowerCase(), [...listed, ...hiddenEnumerators]);
      for (const each of [...listed, ...hiddenEnumerators]) enumerators.add(each.toLowerCase());
    }
  }
  for (const name of everyApp)
    if (!commands.has(name)) commands.set(name, { direct: true, parameters: [], answers: false });

  const classNamed = (name: string): ClassDescription | undefined => {
    const key = classNames.get(name.toLowerCase());
    const found = key === undefined ? undefined : own.get(key);
    const ancestor = found?.inherits === undefined ? undefined : classNamed(found.inherits);
    if (found === undefined || ancestor === undefined) return found;
    return {
      ...found,
      properties: new Map([...ancestor.properties, ...found.properties]),
      elements: new Map([...ancestor.elements, ...found.elements]),
    };
  };
  const isA = (name: string, ancestor: string): boolean => {
    if (name === ancestor) return true;
    const parent = own.get(name)?.inherits;
    return parent !== undefined && parent !== name && isA(parent, ancestor);
  };
  return {
    terminology: { classes: classNames, properties, enumerators, commands },
    classNamed,
    isA,
    enumeration: (type) => enumerations.get(type.toLowerCase()),
  };
}
