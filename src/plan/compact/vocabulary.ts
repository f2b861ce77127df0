import { z } from 'zod';

const id = z.int().min(0);

/** Where each kind of token begins in the planner's vocabulary; stated by its manifest. See ENCODING.md. */
export const vocabularySchema = z.object({
  pieces: id,
  words: id,
  wordCount: z.int().min(1),
  tools: id,
  arguments: id,
  references: id,
  constants: id,
  cap: id,
  plan: id,
  eos: id,
  pad: id,
  size: z.int().min(1),
});

export type Vocabulary = z.infer<typeof vocabularySchema>;

export const toolCount = 16;
export const argumentCount = 7;
/** The most calls of a compact plan; `REF[0]` is unused. */
export const mostCalls = 16;
/** Transport walking and transit, priority high, medium and low; in the order of their ids. */
export const constants = ['w', 'r', '1', '5', '9'] as const;
export type Constant = (typeof constants)[number];

/** What a token of a plan means. */
export type PlanToken =
  | { readonly type: 'tool'; readonly label: number }
  | { readonly type: 'argument'; readonly position: number }
  | { readonly type: 'word'; readonly index: number }
  | { readonly type: 'reference'; readonly call: number }
  | { readonly type: 'constant'; readonly value: Constant }
  | { readonly type: 'end' };

/** Reads a token id; undefined for one that has no place in a plan. */
export function planToken(token: number, vocabulary: Vocabulary): PlanToken | undefined {
  const within = (first: number, count: number) =>
    token >= first && token < first + count ? token - first : undefined;
  if (token === vocabulary.eos) return { type: 'end' };
  const word = within(vocabulary.words, vocabulary.wordCount);
  if (word !== undefined) return { type: 'word', index: word };
  const label = within(vocabulary.tools, toolCount);
  if (label !== undefined) return { type: 'tool', label };
  const position = within(vocabulary.arguments, argumentCount);
  if (position !== undefined) return { type: 'argument', position };
  const call = within(vocabulary.references, mostCalls + 1);
  if (call !== undefined && call > 0) return { type: 'reference', call };
  const constant = constants[within(vocabulary.constants, constants.length) ?? -1];
  return constant === undefined ? undefined : { type: 'constant', value: constant };
}
