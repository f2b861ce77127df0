import { ScriptError } from '../../values.ts';
import type { Block, Loop } from '../ast.ts';
import { coerce, toBoolean, toNumber } from '../coerce.ts';
import { number } from '../values.ts';
import { evaluate } from './evaluate.ts';
import { localElements } from './local-objects.ts';
import { takeTurn } from './run-context.ts';
import { type Left, runBlock } from './run-statement.ts';
import { assign, type Scope } from './scope.ts';

/** Runs a body as often as its loop says. */
export async function runLoop(loop: Loop, body: Block, scope: Scope): Promise<Left> {
  /** True: the loop ends; the handler with it when there is a value. */
  const once = async (): Promise<{ end: boolean; left: Left }> => {
    await takeTurn(scope.run);
    const left = await runBlock(body, scope);
    return { end: left !== undefined, left: left?.how === 'return' ? left : undefined };
  };
  switch (loop.type) {
    case 'forever':
      for (;;) {
        const { end, left } = await once();
        if (end) return left;
      }
    case 'times': {
      const count = toNumber(await evaluate(loop.count, scope));
      for (let index = 0; index < count; index++) {
        const { end, left } = await once();
        if (end) return left;
      }
      return undefined;
    }
    case 'while':
    case 'until':
      while (toBoolean(await evaluate(loop.test, scope)) === (loop.type === 'while')) {
        const { end, left } = await once();
        if (end) return left;
      }
      return undefined;
    case 'from': {
      const [from, to] = [
        toNumber(await evaluate(loop.from, scope)),
        toNumber(await evaluate(loop.to, scope)),
      ];
      const by = loop.by === undefined ? 1 : toNumber(await evaluate(loop.by, scope));
      if (by === 0) throw new ScriptError(-2700, 'A repeat loop cannot go on by 0.');
      for (let at = from; by > 0 ? at <= to : at >= to; at += by) {
        assign(scope, loop.variable, number(at));
        const { end, left } = await once();
        if (end) return left;
      }
      return undefined;
    }
    case 'in': {
      const items = await evaluate(loop.list, scope);
      for (const item of items.type === 'text'
        ? localElements(items, 'character', '')
        : localElements(coerce(items, 'list', ''), 'item', '')) {
        assign(scope, loop.variable, item);
        const { end, left } = await once();
        if (end) return left;
      }
      return undefined;
    }
    default:
      return loop satisfies never;
  }
}
