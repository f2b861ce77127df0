import type { TokenStream } from './token-stream.ts';

/** Types a value can be coerced to, in any dictionary. */
export const valueTypes = new Set([
  'text',
  'string',
  'unicode text',
  'integer',
  'real',
  'number',
  'boolean',
  'list',
  'record',
  'date',
  'alias',
  'class',
  'constant',
  'posix file',
  'file',
]);

/** Elements every text and list has, in any dictionary: singular and plural. */
const localClasses: ReadonlyMap<string, string> = new Map(
  ['item', 'character', 'word', 'paragraph', 'text item'].flatMap(
    (name) =>
      [
        [name, name],
        [`${name}s`, name],
      ] as const,
  ),
);

/** Properties values of the language have, in any dictionary. */
export const localProperties = new Set([
  'length',
  'rest',
  'reverse',
  'contents',
  'class',
  'id',
  'year',
  'month',
  'day',
  'weekday',
  'time',
  'hours',
  'minutes',
  'seconds',
  'date string',
  'time string',
  'short date string',
  'text item delimiters',
  'quoted form',
  'result',
]);

/** The singular of an element class's name or plural, for `takeTerm`. */
export const classNamed =
  (stream: TokenStream) =>
  (term: string): string | undefined =>
    stream.apps.map(({ classes }) => classes.get(term)).find((name) => name !== undefined) ??
    localClasses.get(term);

/** Whether a term is a command's name, for `takeTerm`. */
export const commandNamed =
  (stream: TokenStream) =>
  (term: string): true | undefined =>
    stream.apps.some(({ commands }) => commands.has(term)) ? true : undefined;

/**
 * Whether a property's longer name begins at `from`: "service type" though "service" alone is a class, "read status"
 * though "read" alone is a command (`shorter` answers for what has not been taken yet).
 */
export function isPartOfProperty(
  stream: TokenStream,
  from: number,
  shorter: (term: string) => true | undefined,
): boolean {
  const after = stream.position;
  const reach = (known: (term: string) => true | undefined): number => {
    stream.rewind(from);
    const found = stream.takeTerm(known);
    const end = found === true ? stream.position : from;
    stream.rewind(after);
    return end;
  };
  const property = reach((term) =>
    stream.apps.some(({ properties }) => properties.has(term)) ? true : undefined,
  );
  return property > Math.max(after, reach(shorter));
}
