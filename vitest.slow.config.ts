import { defineConfig } from 'vitest/config';

/** Tests with speech engines, recordings and a browser: `npm run test:slow`. */
export default defineConfig({
  test: {
    include: ['tests/**/*.slow.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One file after another: latencies are looked at.
    fileParallelism: false,
  },
});
