import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';

const source = resolve(import.meta.dirname, 'src');
const built = resolve(import.meta.dirname, 'dist');

/** Scripts, dictionaries and examples lie beside the modules that read them, in the sources as in what is built. */
const besideTheirModules = {
  name: 'beside-their-modules',
  closeBundle: () =>
    cpSync(source, resolve(built, 'main'), {
      recursive: true,
      filter: (path) =>
        !/\.[^./]+$/.test(path) ||
        /\.(?:applescript|jsonl)$|dictionaries\/.*\.json$|icons\/.*\.png$/.test(path),
    }),
};

export default defineConfig({
  main: {
    plugins: [besideTheirModules],
    build: {
      outDir: resolve(built, 'main'),
      rolldownOptions: {
        input: {
          main: resolve(source, 'app/main/main.ts'),
          engine: resolve(source, 'app/engine/main.ts'),
          speech: resolve(source, 'app/speech/main.ts'),
        },
        output: {
          format: 'es',
          preserveModules: true,
          preserveModulesRoot: source,
          entryFileNames: '[name].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(built, 'preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(source, 'app/preload/preload.ts') },
        // a sandboxed preload is one CommonJS file
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(source, 'app/renderer'),
    base: './',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: resolve(built, 'renderer'),
      rolldownOptions: {
        input: {
          panel: resolve(source, 'app/renderer/panel.html'),
          settings: resolve(source, 'app/renderer/settings.html'),
        },
      },
    },
  },
});
