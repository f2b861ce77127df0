import type { Retrieved } from '../../retrieval/retrieve.ts';
import type { TokenModel } from '../../runtime/models.ts';
import { toolNames } from '../../tools/names.ts';
import type { Call } from '../call.ts';
import { createDecoder } from './decode.ts';
import { createExpander } from './expand.ts';
import { createLegalTokens } from './legal.ts';
import { promptIds } from './prompt.ts';
import type { CompactTool } from './signature.ts';
import type { Vocabulary } from './vocabulary.ts';
import { splitWords } from './words.ts';

/** The most tokens of a compact plan: sixteen calls of seven arguments are far less. */
const mostPlanTokens = 400;

/** What the model was trained to read, with room for the plan. */
const mostPromptTokens = 1024 - mostPlanTokens;

/**
 * From this score of a tool on, the classifier's word that something can be done counts for more than the planner's
 * that nothing can: it reads the whole request at once, and is the better judge of wording neither was trained on.
 */
const sureScore = 0.8;

/** The request is beyond what the planner reads: said in a sentence, with what to do. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}

/**
 * Plans with the embedded model: it points at words of the request, code puts the look-ups in. Yields the number of
 * prompt tokens first, then each call once it is complete. Throws TooLongError, and `signal.reason` on abort.
 */
export async function* planCompactly(
  query: string,
  retrieved: Retrieved['tools'],
  {
    model,
    vocabulary,
    tools,
    signal,
  }: {
    model: TokenModel;
    vocabulary: Vocabulary;
    tools: ReadonlyMap<number, CompactTool>;
    signal: AbortSignal;
  },
): AsyncGenerator<number | Call, void> {
  const tokens = splitWords(query);
  const words = tokens.filter(({ word }) => word !== undefined).length;
  if (words > vocabulary.wordCount) {
    throw new TooLongError(
      `This request has ${words} words; the built-in planner reads ${vocabulary.wordCount}. Please say it shorter, or in parts.`,
    );
  }
  const allowed = new Map(
    [...tools].filter(([label]) => retrieved.some(({ name }) => toolNames[label] === name)),
  );
  const prompt = promptIds(tokens, vocabulary, (word) => model.pieces(word));
  if (prompt.length > mostPromptTokens) {
    throw new TooLongError('This request is longer than the built-in planner reads. Please say it in parts.');
  }
  yield prompt.length;
  if (words === 0 || allowed.size === 0) return;
  const legal = createLegalTokens(vocabulary, {
    tools: allowed,
    words,
    mayRefuse: retrieved.every(({ score }) => score < sureScore),
  });
  const decoder = createDecoder(vocabulary);
  const expander = createExpander(query, tokens, tools);
  const written = model.generate(prompt, {
    signal,
    maxTokens: mostPlanTokens,
    end: vocabulary.eos,
    legal: () => legal.next(),
  });
  for await (const token of written) {
    legal.push(token);
    const compact = decoder.push(token);
    if (compact !== undefined) yield* expander.expand(compact);
  }
}
