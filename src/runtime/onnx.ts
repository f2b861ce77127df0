import type { InferenceSession } from 'onnxruntime-node';
import { ModelError } from './manifest.ts';

/** What the native and the WebAssembly build of ONNX Runtime have in common. */
export type Onnx = Pick<typeof import('onnxruntime-node'), 'InferenceSession' | 'Tensor'>;

/**
 * ONNX Runtime: the native build where there is one for this platform, else the WebAssembly build (Intel Macs have no
 * native one any more). `wasm` asks for the latter.
 */
export async function loadOnnx({ wasm = false }: { wasm?: boolean } = {}): Promise<Onnx> {
  if (!wasm) {
    try {
      return await import('onnxruntime-node');
    } catch (error) {
      if (!isWithoutBinary(error)) throw error;
    }
  }
  const web = await import('onnxruntime-web');
  web.env.wasm.numThreads = 1; // more would each be a worker with its own start
  return web as unknown as Onnx; // both implement onnxruntime-common, in two releases of it
}

/** Loads an ONNX file on one thread. Throws ModelError when it cannot be read. */
export async function openSession({ InferenceSession }: Onnx, model: Uint8Array): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
  } catch (cause) {
    throw new ModelError('ONNX Runtime cannot read the model; it may be damaged.', { cause });
  }
}

const isWithoutBinary = (error: unknown): boolean => {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED';
};
