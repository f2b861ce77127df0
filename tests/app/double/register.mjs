// Loaded before the app's main: `electron` is the double, and TypeScript is read.
import Module, { register } from 'node:module';
import { register as readTypeScript } from 'tsx/esm/api';

readTypeScript();
const double = new URL('./electron.ts', import.meta.url).href;
register(
  `data:text/javascript,${encodeURIComponent(`
    export const resolve = (specifier, context, next) =>
      next(specifier === 'electron' ? ${JSON.stringify(double)} : specifier, context);
  `)}`,
);

// packages in CommonJS ask for it in another way
const load = Module._load;
Module._load = (request, ...rest) =>
  request === 'electron' ? globalThis.electronDouble : load(request, ...rest);
