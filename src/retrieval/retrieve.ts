import type { UserRequest } from '../request/request.ts';
import type { ToolClassifier } from '../runtime/models.ts';
import { type ToolName, toolNames } from '../tools/names.ts';

/** The tools a request calls for, in label order, with how likely each is needed (0..1). */
export interface Retrieved {
  readonly tools: readonly { readonly name: ToolName; readonly score: number }[];
  /** Those it calls for whose app is switched off. A planner that cannot reason about it plans with them all the same,
   * rather than do something else in their place; their calls are refused. */
  readonly switchedOff: Retrieved['tools'];
}

/**
 * ToolRAG (Erdogan et al., EMNLP 2024): a classifier picks the tools whose score is above the threshold, so that the
 * planner sees only those. Without a classifier every tool is retrieved. None retrieved: nothing can be done.
 */
export async function retrieve(
  { query }: UserRequest,
  {
    classifier,
    enabledTools,
    signal,
  }: {
    classifier: ToolClassifier | undefined;
    enabledTools?: ReadonlySet<ToolName>;
    signal: AbortSignal;
  },
): Promise<Retrieved> {
  const enabled = (name: ToolName) => enabledTools?.has(name) ?? true;
  if (classifier === undefined) {
    return { tools: toolNames.filter(enabled).map((name) => ({ name, score: 1 })), switchedOff: [] };
  }
  const scores = await classifier.scores(query, { signal });
  const calledFor = toolNames.flatMap((name, label) => {
    const score = scores[label] ?? 0;
    return score > classifier.threshold ? [{ name, score }] : [];
  });
  return {
    tools: calledFor.filter(({ name }) => enabled(name)),
    switchedOff: calledFor.filter(({ name }) => !enabled(name)),
  };
}
