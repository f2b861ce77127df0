/**
 * What the stages need of a model. Only this folder imports inference libraries.
 */

/** A language model that reads and writes text (GGUF under llama.cpp). */
export interface LanguageModel {
  /** Number of tokens of a text in this model's own tokeniser. */
  countTokens(text: string): number;
  readonly contextTokens: number;
  /** A prompt in the chat template of the model's own file; undefined when it has none. */
  readonly chatPrompt?: ((turn: ChatTurn) => string) | undefined;
  /**
   * Streams the continuation of `prompt` in pieces. Greedy. Ends at a stop string (not yielded), at
   * `maxTokens`, or at end of text. Requests take turns. Throws `signal.reason` on abort, at once, also while the
   * prompt is read, and ModelError when memory does not suffice or the engine fails.
   */
  generate(prompt: string, options: GenerateOptions): AsyncGenerator<string, void>;
  dispose(): Promise<void>;
}

/** What a model is told: what it is to do, and what with. */
export interface ChatTurn {
  readonly instruction: string;
  readonly input: string;
}

export interface GenerateOptions {
  readonly signal: AbortSignal;
  readonly maxTokens: number;
  readonly stop?: readonly string[];
  /** GBNF. */
  readonly grammar?: string;
  /** The prompt's beginning that later prompts share, nobody's words in it: kept, also over a restart, once read. */
  readonly fixedPrefix?: string;
}

/** A language model driven by token ids, with the legal next tokens decided by code at each step. */
export interface TokenModel {
  /** Ids of the BPE pieces of a single word, given without its leading blank. */
  pieces(word: string): readonly number[];
  /**
   * Streams the ids the model writes after `prompt`: at each step the likeliest of `legal()`, asked anew for each.
   * Ends after an id of `end`. Throws `signal.reason` on abort.
   */
  generate(
    prompt: readonly number[],
    options: {
      signal: AbortSignal;
      maxTokens: number;
      end: number;
      legal(): readonly number[];
    },
  ): AsyncGenerator<number, void>;
  dispose(): Promise<void>;
}

/** ToolRAG: which of the sixteen tools a request needs, and what it is like. */
export interface ToolClassifier {
  /** Throws `signal.reason` on abort. */
  encode(query: string, options: { signal: AbortSignal }): Promise<EncodedRequest>;
  readonly threshold: number;
  dispose(): Promise<void>;
}

export interface EncodedRequest {
  /** How likely each tool is needed: sigmoid scores in label order, shape [16], each in 0..1. */
  readonly scores: Float32Array;
  /**
   * What the encoder makes of the sentence, of length 1: requests that are alike have a large product. The pooled
   * output; for models exported without it the scores take its place, which tell less.
   */
  readonly embedding: Float32Array;
}
