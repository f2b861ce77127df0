import type { UserRequest } from '../request/request.ts';
import type { ToolClassifier } from '../runtime/models.ts';
import { type ToolName, toolNames } from '../tools/names.ts';

/** The tools a request calls for, in label order, with how likely each is needed (0..1). */
export interface Retrieved {
  readonly tools: readonly { readonly name: ToolName; readonly score: number }[];
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
    return { tools: toolNames.filter(enabled).map((name) => ({ name, score: 1 })) };
  }
  const scores = await classifier.scores(query, { signal });
  return {
    tools: toolNames.flatMap((name, label) => {
      const score = scores[label] ?? 0;
      return score > classifier.threshold && enabled(name) ? [{ name, score }] : [];
    }),
  };
}
