import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchLetGo } from '../../../src/app/renderer/panel/watch-let-go.ts';

let page: EventTarget;
let times: number;
beforeEach(() => {
  page = new EventTarget();
  times = 0;
  vi.stubGlobal('window', page);
  watchLetGo(() => {
    times += 1;
  });
});
afterEach(() => vi.unstubAllGlobals());

const modifiers = { altKey: false, ctrlKey: false, metaKey: false, repeat: false };
const goes = (way: 'keydown' | 'keyup', code: string, more: Partial<typeof modifiers> = {}) =>
  page.dispatchEvent(
    Object.assign(new Event(way), {
      code,
      key: code.replace(/^(?:Key|Digit)|(?:Left|Right)$/g, ''),
      ...modifiers,
      ...more,
    }),
  );

describe('the hotkey, of which the page sees its modifier go down and all of it come up', () => {
  test.each([[['Space', 'AltLeft']], [['AltLeft', 'Space']], [['AltLeft']]])('comes up: %s', (order) => {
    goes('keydown', 'AltLeft', { altKey: true });
    expect(times).toBe(0);
    for (const code of order) goes('keyup', code);
    expect(times).toBe(order.length);
  });

  test('is still held when a key that was typed just before comes up', () => {
    goes('keydown', 'KeyA');
    const before = times;
    goes('keydown', 'AltLeft', { altKey: true });
    goes('keyup', 'KeyA', { altKey: true });
    goes('keydown', 'KeyA', { altKey: true, repeat: true });
    expect(times - before).toBe(0);
    goes('keyup', 'Space');
    expect(times - before).toBe(1);
  });

  test('is up, though nobody saw it, when a letter is typed alone; Escape speaks for itself', () => {
    goes('keydown', 'Escape');
    expect(times).toBe(0);
    goes('keydown', 'KeyB');
    expect(times).toBe(1);
  });

  test('comes up when its key was down as the keyboard went to another app', () => {
    goes('keydown', 'Space');
    page.dispatchEvent(new Event('blur'));
    const before = times;
    goes('keyup', 'Space');
    expect(times - before).toBe(1);
  });
});
