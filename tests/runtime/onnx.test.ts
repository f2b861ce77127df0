import { expect, test } from 'vitest';
import { loadOnnx } from '../../src/runtime/onnx.ts';

test('on an Intel Mac, for which there is no native build, the WebAssembly build is taken', async () => {
  const here = { platform: process.platform, arch: process.arch };
  Object.defineProperties(process, { platform: { value: 'darwin' }, arch: { value: 'x64' } });
  try {
    const onnx = await loadOnnx();
    expect(onnx).toHaveProperty('env.wasm.numThreads', 1);
    const ids = new onnx.Tensor('int64', BigInt64Array.of(1n, 2n), [1, 2]);
    expect(ids.dims).toEqual([1, 2]);
  } finally {
    Object.defineProperties(process, { platform: { value: here.platform }, arch: { value: here.arch } });
  }
});
