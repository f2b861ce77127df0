import { type Constant, planToken, type Vocabulary } from './vocabulary.ts';

/** A value of a compact argument: words i to j of the request, the result of a compact call, a constant. */
export type CompactValue =
  | { readonly type: 'span'; readonly from: number; readonly to: number }
  | { readonly type: 'reference'; readonly call: number }
  | { readonly type: 'constant'; readonly value: Constant };

export interface CompactCall {
  /** The classifier's label, 0-15. */
  readonly label: number;
  /** By argument position, ascending; only what is given. */
  readonly values: ReadonlyMap<number, readonly CompactValue[]>;
}

/** Reads a compact plan as it is written: a call is complete when the next one or the end of the plan begins. */
export interface CompactDecoder {
  /** Returns the call this id completes. Throws on an id that has no place here (a fault of the mask). */
  push(token: number): CompactCall | undefined;
}

export function createDecoder(vocabulary: Vocabulary): CompactDecoder {
  let label: number | undefined;
  let values = new Map<number, CompactValue[]>();
  let open: CompactValue[] | undefined;
  let spanFrom: number | undefined;

  const complete = (): CompactCall | undefined => (label === undefined ? undefined : { label, values });

  return {
    push(token) {
      const meaning = planToken(token, vocabulary);
      switch (meaning?.type) {
        case 'end':
          return complete();
        case 'tool': {
          const call = complete();
          label = meaning.label;
          values = new Map();
          open = undefined;
          return call;
        }
        case 'argument':
          open = [];
          values.set(meaning.position, open);
          return undefined;
        case 'word':
          if (spanFrom === undefined) spanFrom = meaning.index;
          else {
            open?.push({ type: 'span', from: spanFrom, to: meaning.index });
            spanFrom = undefined;
          }
          return undefined;
        case 'reference':
          open?.push(meaning);
          return undefined;
        case 'constant':
          open?.push(meaning);
          return undefined;
        case undefined:
          throw new Error(`Token ${token} has no place in a plan.`);
        default:
          return meaning satisfies never;
      }
    },
  };
}
