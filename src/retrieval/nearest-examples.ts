import type { ToolClassifier } from '../runtime/models.ts';
import type { ToolName } from '../tools/names.ts';

/** A request with the plan that is right for it, shown to models that read examples. */
export interface Example {
  /** The clock its dates are resolved against, as plans write it: `2026-03-02 09:00:00`. */
  readonly now: string;
  readonly query: string;
  /** In the plan language, without `join()`: one numbered call a line. */
  readonly plan: string;
  readonly tools: ReadonlySet<ToolName>;
}

/** Embeddings of examples, by the classifier that made them: each is read once a process. */
const known = new WeakMap<ToolClassifier, Map<Example, Float32Array>>();

/**
 * The `most` examples likest to the request whose tools are all retrieved, best first (TinyAgent, Erdogan et al.,
 * EMNLP 2024: in-context examples by embedding). `embedding` is the request's, of length 1.
 */
export async function nearestExamples(
  embedding: Float32Array,
  {
    examples,
    retrieved,
    classifier,
    most,
    signal,
  }: {
    examples: readonly Example[];
    retrieved: ReadonlySet<ToolName>;
    classifier: ToolClassifier;
    most: number;
    signal: AbortSignal;
  },
): Promise<readonly Example[]> {
  const embeddings = known.get(classifier) ?? new Map<Example, Float32Array>();
  known.set(classifier, embeddings);
  const scored: { example: Example; likeness: number }[] = [];
  for (const example of examples) {
    if (![...example.tools].every((tool) => retrieved.has(tool))) continue;
    const own = embeddings.get(example) ?? (await classifier.encode(example.query, { signal })).embedding;
    embeddings.set(example, own);
    scored.push({ example, likeness: product(embedding, own) });
  }
  return scored
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ example }) => example);
}

const product = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
