import { configDefaults, defineConfig } from 'vitest/config';

/** What needs no window, and what only the double can do: it has a Squirrel that takes updates anywhere. */
const notOnElectron = ['engine', 'packaging', 'updates'].map((name) => `tests/app/${name}.app.test.ts`);

/**
 * The app end to end, and the engine as a process: slower than the rest, so apart. `npm run test:app` builds first and
 * runs them on the double of Electron, `npm run test:electron` on Electron itself.
 */
export default defineConfig({
  test: {
    include: ['tests/app/**/*.app.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      ...(process.env.TINYAGENT_TEST_ELECTRON === undefined ? [] : notOnElectron),
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // each file has an engine with its models and a Chromium
    maxWorkers: 1,
  },
});
