import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'tests/**/*.slow.test.ts', 'tests/**/*.app.test.ts'],
    testTimeout: 20_000,
    // Two cores are the smallest machine we test on; more workers than cores starve llama.cpp's threads.
    maxWorkers: 2,
  },
});
