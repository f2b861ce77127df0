import { defineConfig } from 'vitest/config';

/** The app end to end, and the engine as a process: slower than the rest, so apart. `npm run test:app` builds first. */
export default defineConfig({
  test: {
    include: ['tests/app/**/*.app.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // each file has an engine with its models and a Chromium
    maxWorkers: 1,
  },
});
