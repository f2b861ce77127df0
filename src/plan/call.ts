import type { ToolName } from '../tools/names.ts';

/** A plan: calls in the order they were written. A call reads only earlier ones, so it is a DAG by construction. */
export type Plan = readonly Call[];

export interface Call {
  /** 1, 2, 3 … as in the plan language; `$n` names it. */
  readonly id: number;
  readonly tool: ToolName;
  /** One for each argument of the tool, in the order of its signature. */
  readonly args: readonly Argument[];
}

/** `[]` of a list argument is an empty array; "not applicable" of a text is a text of no pieces. */
export type Argument = Text | readonly Text[] | number | boolean;

/** Text with the observations of earlier calls in it: `Hi, the link is $3` is `['Hi, the link is ', {call: 3}]`. */
export interface Text {
  readonly pieces: readonly (string | Reference)[];
}

/** Stands for the observation of an earlier call. */
export interface Reference {
  readonly call: number;
}

/** A text of the words given, taken literally (`$1` in them is no reference). Neighbouring words are one piece. */
export function text(...pieces: readonly (string | Reference)[]): Text {
  const joined: (string | Reference)[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return { pieces: joined };
}

/** The text that is the observation of call `id`. */
export const reference = (id: number): Text => ({ pieces: [{ call: id }] });

export const isText = (argument: Argument): argument is Text =>
  typeof argument === 'object' && !Array.isArray(argument);

export const isList = (argument: Argument): argument is readonly Text[] => Array.isArray(argument);

export const isEmptyText = (value: Text): boolean => value.pieces.length === 0;

/** The ids of the calls whose observations these arguments need, ascending, each once. */
export function callsRead(args: readonly Argument[]): number[] {
  const texts = args.flatMap((argument) =>
    isList(argument) ? [...argument] : isText(argument) ? [argument] : [],
  );
  const ids = texts.flatMap(({ pieces }) =>
    pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.call])),
  );
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** Puts observations in the place of references. Throws when one is missing: the executor waits for all of them. */
export function fill(value: Text, observations: ReadonlyMap<number, string>): string {
  return value.pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const observation = observations.get(piece.call);
      if (observation === undefined) throw new Error(`The result of call ${piece.call} is not there yet.`);
      return observation;
    })
    .join('');
}

/**
 * An argument's value as records and `--batch` print it: references are `$n`, a literal dollar sign
 * before a digit is `\$`.
 */
export function plainArgument(argument: Argument): string | number | boolean | string[] {
  if (isList(argument)) return argument.map(plainText);
  return isText(argument) ? plainText(argument) : argument;
}

export const plainText = ({ pieces }: Text): string =>
  pieces
    .map((piece) => (typeof piece === 'string' ? piece.replace(/\$(?=\{?\d)/g, '\\$') : `$${piece.call}`))
    .join('');
