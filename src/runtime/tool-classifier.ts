import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { toolNames } from '../tools/names.ts';
import { classifierManifestSchema, loadManifest, ModelError } from './manifest.ts';
import type { ToolClassifier } from './models.ts';
import { loadOnnx, openSession } from './onnx.ts';

/**
 * Opens the ToolRAG classifier: DeBERTa-v2 with sixteen outputs, quantised ONNX. `wasm` asks for the WebAssembly
 * runtime, which serves anyway where there is no native one.
 * Throws ModelError when it is missing, damaged or trained for other tools.
 */
export async function openToolClassifier(
  folder: string,
  { wasm = false }: { wasm?: boolean } = {},
): Promise<ToolClassifier> {
  const { labels, threshold } = await loadManifest(folder, classifierManifestSchema);
  if (labels.some((label, index) => label !== toolNames[index])) {
    throw new ModelError(`The classifier in ${folder} knows other tools: ${labels.join(', ')}.`);
  }
  const damaged = (cause: unknown) =>
    Promise.reject(
      new ModelError(`The classifier in ${folder} cannot be read; it may be damaged.`, { cause }),
    );
  const [onnx, { Tokenizer }] = await Promise.all([
    loadOnnx({ wasm }),
    import('@huggingface/tokenizers'),
  ] as const);
  const [{ tokenizer, longest }, session] = await Promise.all([
    Promise.all([readJson('tokenizer.json'), readJson('tokenizer_config.json')]).then(
      ([vocabulary, config]) => ({
        tokenizer: new Tokenizer(vocabulary, config),
        longest: lengthSchema.parse(config).model_max_length,
      }),
    ),
    readFile(join(folder, 'onnx', 'model_quantized.onnx')).then((bytes) => openSession(onnx, bytes)),
  ]).catch(damaged);
  const hasEmbedding = session.outputNames.includes('embedding');
  let disposed = false;

  async function readJson(name: string): Promise<object> {
    return JSON.parse(await readFile(join(folder, name), 'utf8')) as object;
  }

  return {
    threshold,
    async encode(query, { signal }) {
      signal.throwIfAborted();
      if (disposed) throw new ModelError('The classifier was closed.');
      const { ids } = tokenizer.encode(query);
      // longer requests are judged by their beginning
      const kept = ids.length > longest ? [...ids.slice(0, longest - 1), ids.at(-1) ?? 0] : ids;
      const { logits, embedding } = await session.run({
        input_ids: new onnx.Tensor('int64', BigInt64Array.from(kept, BigInt), [1, kept.length]),
        attention_mask: new onnx.Tensor('int64', new BigInt64Array(kept.length).fill(1n), [1, kept.length]),
      });
      signal.throwIfAborted();
      if (!(logits?.data instanceof Float32Array) || logits.data.length !== toolNames.length)
        throw new ModelError(`The classifier in ${folder} gives no logits of sixteen tools.`);
      const scores = logits.data.map(sigmoid);
      return {
        scores,
        embedding: unit(hasEmbedding && embedding?.data instanceof Float32Array ? embedding.data : scores),
      };
    },
    async dispose() {
      if (disposed) return;
      disposed = true;
      await session.release();
    },
  };
}

/** The most tokens the classifier reads at once. */
const lengthSchema = z.looseObject({ model_max_length: z.int().min(2) });

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Scaled to length 1, so that the product of two is their cosine. */
function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
