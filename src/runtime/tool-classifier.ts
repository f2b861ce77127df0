import { basename, dirname } from 'node:path';
import { toolNames } from '../tools/names.ts';
import { classifierManifestSchema, loadManifest, ModelError } from './manifest.ts';
import type { ToolClassifier } from './models.ts';

/**
 * Opens the ToolRAG classifier: DeBERTa-v2 with sixteen outputs, quantised ONNX, by transformers.js and offline.
 * Throws ModelError when it is missing, damaged or trained for other tools.
 */
export async function openToolClassifier(folder: string): Promise<ToolClassifier> {
  const { labels, threshold } = await loadManifest(folder, classifierManifestSchema);
  if (labels.some((label, index) => label !== toolNames[index])) {
    throw new ModelError(`The classifier in ${folder} knows other tools: ${labels.join(', ')}.`);
  }
  const { AutoModelForSequenceClassification, AutoTokenizer, env, Tensor } = await import(
    '@huggingface/transformers'
  );
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const name = basename(folder);
  const [tokenizer, model] = await Promise.all([
    AutoTokenizer.from_pretrained(name, { local_files_only: true }),
    AutoModelForSequenceClassification.from_pretrained(name, {
      dtype: 'q8',
      local_files_only: true,
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 },
    }),
  ]).catch((cause: unknown) => {
    throw new ModelError(`The classifier in ${folder} cannot be read; it may be damaged.`, { cause });
  });

  return {
    threshold,
    async scores(query, { signal }) {
      signal.throwIfAborted();
      const inputs = await tokenizer(query, { truncation: true, max_length: mostTokens });
      const { logits } = await model(inputs);
      signal.throwIfAborted();
      if (!(logits instanceof Tensor)) throw new ModelError(`The classifier in ${folder} gives no logits.`);
      return Float32Array.from(logits.data as Float32Array, sigmoid);
    },
    dispose: async () => {
      await model.dispose();
    },
  };
}

/** Longer requests are judged by their beginning. */
const mostTokens = 256;

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
