import { z } from 'zod';

export const roles = ['planner', 'joiner', 'writer', 'toolrag'] as const;
export type Role = (typeof roles)[number];

/** A figure with where it was published; what is not known is left out rather than guessed. */
const published = z.strictObject({ name: z.string(), value: z.string(), source: z.url() });

const entrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  name: z.string(),
  roles: z.array(z.enum(roles)).min(1),
  /** Owner and name on the hub. */
  repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** The GGUF file; the hub's own list decides when its name differs in nothing but the quantisation's spelling. */
  file: z.string().endsWith('.gguf').optional(),
  /** Of the download; the hub tells the exact number before anything is fetched. */
  approximateBytes: z.int().min(1).optional(),
  /** As the publisher states it; null: none is stated, which gives no leave to pass the model on. */
  licence: z.string().nullable(),
  /** Weights, context and buffers, about; measured exactly once the file is there. */
  approximateMemoryBytes: z.int().min(1).optional(),
  /** `alpaca`: instruction, input, response; `own`: the chat template inside the file. */
  template: z.enum(['alpaca', 'chatml', 'own']).optional(),
  style: z.enum(['described', 'classifier']),
  /** Tokens read and written at once; the model may have been trained for more. */
  contextTokens: z.int().min(512).optional(),
  scores: z.array(published),
  /** What a user should know before choosing it. */
  note: z.string().optional(),
});

export type CatalogueEntry = z.infer<typeof entrySchema>;

const GB = 1e9;
const paper = 'https://arxiv.org/abs/2409.00608';
const paperScore = (value: string, condition: string) => ({
  name: `success on the paper's test set (1,000 requests), ${condition}`,
  value,
  source: paper,
});
/** With every tool in the prompt the paper counts 2,762 tokens; examples, earlier attempts and the plan come on top. */
const paperContext = 4096;
const unstated = 'The publisher states no licence: use it yourself, do not pass it on.';

/**
 * The models that `tinyagent models pull` knows. Their weights are downloaded, never part of the project. Of TinyAgent's
 * files only the name of the 1.1B in Q4_K_M was seen in use; the others are named after it, and a pull that finds no
 * such file tells which there are. Memory is computed from the sizes, not measured.
 */
export const catalogue: readonly CatalogueEntry[] = z.array(entrySchema).parse([
  {
    id: 'tinyagent-1.1b',
    name: 'TinyAgent-1.1B (Q4_K_M)',
    roles: ['planner', 'joiner'],
    repo: 'squeeze-ai-lab/TinyAgent-1.1B-GGUF',
    file: 'TinyAgent-1.1B-Q4_K_M.gguf',
    approximateBytes: 0.67 * GB,
    licence: null,
    approximateMemoryBytes: 1 * GB,
    template: 'alpaca',
    style: 'described',
    contextTokens: paperContext,
    scores: [paperScore('80.06 %', 'with ToolRAG')],
    note: unstated,
  },
  {
    id: 'tinyagent-1.1b-f16',
    name: 'TinyAgent-1.1B (F16)',
    roles: ['planner', 'joiner'],
    repo: 'squeeze-ai-lab/TinyAgent-1.1B-GGUF',
    file: 'TinyAgent-1.1B-F16.gguf',
    approximateBytes: 2.2 * GB,
    licence: null,
    approximateMemoryBytes: 2.6 * GB,
    template: 'alpaca',
    style: 'described',
    contextTokens: paperContext,
    scores: [],
    note: unstated,
  },
  {
    id: 'tinyagent-7b',
    name: 'TinyAgent-7B (Q4_K_M)',
    roles: ['planner', 'joiner'],
    repo: 'squeeze-ai-lab/TinyAgent-7B-GGUF',
    file: 'TinyAgent-7B-Q4_K_M.gguf',
    approximateBytes: 4.4 * GB,
    licence: null,
    approximateMemoryBytes: 5.5 * GB,
    template: 'alpaca',
    style: 'described',
    contextTokens: paperContext,
    scores: [paperScore('84.95 %', 'with ToolRAG')],
    note: unstated,
  },
  {
    id: 'tinyagent-7b-f16',
    name: 'TinyAgent-7B (F16)',
    roles: ['planner', 'joiner'],
    repo: 'squeeze-ai-lab/TinyAgent-7B-GGUF',
    file: 'TinyAgent-7B-F16.gguf',
    approximateBytes: 14.5 * GB,
    licence: null,
    approximateMemoryBytes: 16 * GB,
    template: 'alpaca',
    style: 'described',
    contextTokens: paperContext,
    scores: [],
    note: unstated,
  },
  {
    id: 'tinyagent-toolrag',
    name: 'TinyAgent-ToolRAG (DeBERTa-v3-small)',
    roles: ['toolrag'],
    repo: 'squeeze-ai-lab/TinyAgent-ToolRAG',
    licence: null,
    style: 'classifier',
    scores: [
      { name: 'tool recall', value: '0.998', source: paper },
      { name: 'tools retrieved on average', value: '3.97', source: paper },
    ],
    note: `Published for PyTorch: it must be converted to ONNX once it is here (scripts/train/README.md). ${unstated}`,
  },
  {
    id: 'qwen3.5-2b',
    name: 'Qwen3.5 2B (Q4_K_M)',
    roles: ['writer', 'joiner', 'planner'],
    repo: 'unsloth/Qwen3.5-2B-GGUF',
    file: 'Qwen3.5-2B-Q4_K_M.gguf',
    approximateBytes: 1.28 * GB,
    licence: 'Apache-2.0',
    approximateMemoryBytes: 2 * GB,
    template: 'own',
    style: 'described',
    contextTokens: 8192,
    scores: [],
  },
  {
    id: 'qwen3.5-4b',
    name: 'Qwen3.5 4B (Q4_K_M)',
    roles: ['planner', 'joiner', 'writer'],
    repo: 'unsloth/Qwen3.5-4B-GGUF',
    file: 'Qwen3.5-4B-Q4_K_M.gguf',
    approximateBytes: 2.74 * GB,
    licence: 'Apache-2.0',
    approximateMemoryBytes: 4 * GB,
    template: 'own',
    style: 'described',
    contextTokens: 8192,
    scores: [],
  },
  {
    id: 'granite-4.0-350m',
    name: 'Granite 4.0 350M (Q8_0)',
    roles: ['writer'],
    repo: 'ibm-granite/granite-4.0-350m-GGUF',
    file: 'granite-4.0-350m-Q8_0.gguf',
    approximateBytes: 0.38 * GB,
    licence: 'Apache-2.0',
    approximateMemoryBytes: 0.8 * GB,
    template: 'own',
    style: 'described',
    contextTokens: 8192,
    scores: [],
  },
  {
    id: 'granite-4.0-1b',
    name: 'Granite 4.0 1B (Q4_K_M)',
    roles: ['writer', 'joiner'],
    repo: 'ibm-granite/granite-4.0-1b-GGUF',
    file: 'granite-4.0-1b-Q4_K_M.gguf',
    approximateBytes: 1.02 * GB,
    licence: 'Apache-2.0',
    approximateMemoryBytes: 1.8 * GB,
    template: 'own',
    style: 'described',
    contextTokens: 8192,
    scores: [],
  },
  {
    id: 'gemma-4-e2b',
    name: 'Gemma 4 E2B (Q4_K_M)',
    roles: ['writer', 'joiner', 'planner'],
    repo: 'unsloth/gemma-4-E2B-it-GGUF',
    file: 'gemma-4-E2B-it-Q4_K_M.gguf',
    approximateBytes: 3.11 * GB,
    licence: 'Apache-2.0',
    approximateMemoryBytes: 4 * GB,
    template: 'own',
    style: 'described',
    contextTokens: 8192,
    scores: [],
  },
]);

export const catalogueEntry = (id: string): CatalogueEntry | undefined =>
  catalogue.find((entry) => entry.id === id);
