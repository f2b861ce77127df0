// Loaded before the app's main: `electron` is the double, TypeScript is read, the clock starts where the test says.
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

const { DOUBLE_NOW } = process.env;
if (DOUBLE_NOW !== undefined) {
  const Real = Date;
  const ahead = Real.parse(DOUBLE_NOW) - Real.now();
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + ahead);
      else super(...given);
    }
    static now = () => Real.now() + ahead;
  };
}
