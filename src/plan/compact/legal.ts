import type { CompactTool } from './signature.ts';
import { argumentCount, constants, mostCalls, planToken, type Vocabulary } from './vocabulary.ts';

/** Decides, token by token, what may come next in a compact plan: the grammar of ENCODING.md as a state machine. */
export interface LegalTokens {
  /** Ids that may come next; never empty before the plan has ended. */
  next(): number[];
  /** Takes the id that was chosen. Throws when it was not legal. */
  push(token: number): void;
}

/**
 * `tools`: the retrieved ones by label, so that no other can be written. `words`: how many the request has.
 * `mayRefuse`: whether the plan may end before its first call.
 */
export function createLegalTokens(
  vocabulary: Vocabulary,
  { tools, words, mayRefuse }: { tools: ReadonlyMap<number, CompactTool>; words: number; mayRefuse: boolean },
): LegalTokens {
  let calls = 0;
  let tool: CompactTool | undefined;
  let position = -1;
  let values = 0;
  let given: number[] = [];
  let spanFrom: number | undefined;
  let ended = false;

  const range = (first: number, count: number) =>
    Array.from({ length: Math.max(0, count) }, (_, index) => first + index);

  function next(): number[] {
    if (ended) return [];
    if (spanFrom !== undefined) return range(vocabulary.words + spanFrom, words - spanFrom);
    const ids: number[] = [];
    const argument = position < 0 ? undefined : tool?.arguments[position];
    if (argument !== undefined) {
      const coded = argument.constants.length > 0;
      if (argument.spans) ids.push(...range(vocabulary.words, words));
      if (argument.references) ids.push(...range(vocabulary.references + 1, calls - 1));
      if (coded && values === 0) {
        ids.push(...argument.constants.map((constant) => vocabulary.constants + constants.indexOf(constant)));
      }
      if (values === 0) return ids;
    }
    if (tool !== undefined) {
      for (let at = position + 1; at < Math.min(argumentCount, tool.arguments.length); at++) {
        if (canHold(at)) ids.push(vocabulary.arguments + at);
      }
      if (tool.needsOneOf.length > 0 && !tool.needsOneOf.some((one) => given.includes(one))) return ids;
    }
    if (calls < mostCalls) for (const label of tools.keys()) ids.push(vocabulary.tools + label);
    if (calls > 0 || mayRefuse) ids.push(vocabulary.eos);
    return ids;
  }

  /** Whether anything could stand in the argument: no span in a request of no words, no reference in the first call. */
  function canHold(at: number): boolean {
    const argument = tool?.arguments[at];
    if (argument === undefined) return false;
    return (
      (argument.spans && words > 0) || (argument.references && calls > 1) || argument.constants.length > 0
    );
  }

  function push(token: number): void {
    const meaning = planToken(token, vocabulary);
    if (meaning === undefined || !next().includes(token))
      throw new Error(`Token ${token} is not legal here.`);
    switch (meaning.type) {
      case 'end':
        ended = true;
        return;
      case 'tool':
        calls += 1;
        tool = tools.get(meaning.label);
        position = -1;
        values = 0;
        given = [];
        return;
      case 'argument':
        position = meaning.position;
        values = 0;
        given.push(position);
        return;
      case 'word':
        if (spanFrom === undefined) spanFrom = meaning.index;
        else {
          spanFrom = undefined;
          values += 1;
        }
        return;
      case 'reference':
      case 'constant':
        values += 1;
        return;
      default:
        meaning satisfies never;
    }
  }

  return { next, push };
}
