import type { UserRequest } from '../request/request.ts';
import type { ToolClassifier } from '../runtime/models.ts';
import { type ToolName, toolNames } from '../tools/names.ts';
import { type Example, nearestExamples } from './nearest-examples.ts';

/** What a request calls for. */
export interface Retrieved {
  /** In label order, with how likely each is needed (0..1). */
  readonly tools: readonly { readonly name: ToolName; readonly score: number }[];
  /**
   * Those it calls for whose app is switched off. A planner that cannot reason about it plans with them all the same,
   * rather than do something else in their place; their calls are refused.
   */
  readonly switchedOff: Retrieved['tools'];
  /** Requests like it, the likest first. */
  readonly examples: readonly Example[];
}

/** As many examples as the published models were shown. */
const mostExamples = 6;

/**
 * ToolRAG (Erdogan et al., EMNLP 2024): a classifier picks the tools whose score is above the threshold, so that the
 * planner sees only those, and the examples nearest to the request. Without a classifier every tool is retrieved, and
 * no example. No tool retrieved: nothing can be done.
 */
export async function retrieve(
  { query }: UserRequest,
  {
    classifier,
    enabledTools,
    examples = [],
    allTools = false,
    signal,
  }: {
    classifier: ToolClassifier | undefined;
    enabledTools?: ReadonlySet<ToolName>;
    /** What may be shown to the planner; none when it reads no examples. */
    examples?: readonly Example[];
    /** Every tool is retrieved, whatever its score: to measure what retrieval saves. */
    allTools?: boolean;
    signal: AbortSignal;
  },
): Promise<Retrieved> {
  const enabled = (name: ToolName) => enabledTools?.has(name) ?? true;
  if (classifier === undefined) {
    const all = toolNames.filter(enabled).map((name) => ({ name, score: 1 }));
    return { tools: all, switchedOff: [], examples: [] };
  }
  const { scores, embedding } = await classifier.encode(query, { signal });
  const calledFor = toolNames.flatMap((name, label) => {
    const score = scores[label] ?? 0;
    return allTools || score > classifier.threshold ? [{ name, score }] : [];
  });
  const tools = calledFor.filter(({ name }) => enabled(name));
  const switchedOff = calledFor.filter(({ name, score }) => !enabled(name) && score > classifier.threshold);
  if (tools.length === 0) return { tools, switchedOff, examples: [] };
  const retrieved = new Set(tools.map(({ name }) => name));
  return {
    tools,
    switchedOff,
    examples: await nearestExamples(embedding, {
      examples,
      retrieved,
      classifier,
      most: mostExamples,
      signal,
    }),
  };
}
