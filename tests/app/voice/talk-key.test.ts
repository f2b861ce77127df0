import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTalkKey, type Tap } from '../../../src/app/voice/talk-key.ts';

/** Presses a key; `[ms held, ms until the next]` each, what each way down and up does. */
function press(tap: Tap, ...presses: readonly (readonly [held: number, pause: number])[]): string[] {
  let time = 0;
  const key = createTalkKey({ tap, now: () => time });
  return presses.flatMap(([held, pause]) => {
    const down = key.down();
    time += held;
    const up = key.up();
    time += pause;
    return [down, up];
  });
}

describe('the talk key', () => {
  test('held for a quarter of a second it is for talking; shorter it is a tap, for typing', () => {
    expect(press('type', [250, 100], [249, 100], [2000, 0])).toEqual([
      'start',
      'finish',
      'start',
      'type',
      'start',
      'finish',
    ]);
  });

  test('as a toggle, a tap begins and the next one ends; holding it still works', () => {
    expect(press('toggle', [80, 3000], [80, 500], [900, 0])).toEqual([
      'start',
      'none',
      'finish',
      'none',
      'start',
      'finish',
    ]);
  });

  test('a key that repeats while held does nothing', () => {
    const key = createTalkKey({ tap: 'type', now: () => 0 });
    expect([key.down(), key.down(), key.down()]).toEqual(['start', 'none', 'none']);
  });

  test('the way up after Escape does nothing', () => {
    let time = 0;
    const key = createTalkKey({ tap: 'type', now: () => time });
    key.down();
    time = 5000;
    key.reset();
    expect(key.up()).toBe('none');
  });

  test('however it is pressed, nothing finishes that has not started', () => {
    const step = fc.constantFrom('down', 'up', 'reset', 'wait' as const);
    fc.assert(
      fc.property(fc.constantFrom<Tap>('type', 'toggle'), fc.array(step), (tap, steps) => {
        let time = 0;
        let isRecording = false;
        const key = createTalkKey({ tap, now: () => time });
        for (const one of steps) {
          if (one === 'wait') time += 300;
          if (one === 'reset') {
            key.reset();
            isRecording = false;
          }
          const action = one === 'down' ? key.down() : one === 'up' ? key.up() : 'none';
          if (action === 'start') isRecording = true;
          if (action === 'finish' || action === 'type') {
            expect(isRecording).toBe(true);
            isRecording = false;
          }
        }
      }),
    );
  });
});
