import { defineConfig } from 'vitest/config';

/** Tests with speech engines, recordings and a browser: `npm run test:slow`. */
export default defineConfig({
  test: {
    include: ['tests/**/*.slow.test.ts'],
    // A minute of recording, on a machine that has other things to do.
    testTimeout: 240_000,
    hookTimeout: 60_000,
    // One file after another: latencies are looked at.
    fileParallelism: false,
  },
});
