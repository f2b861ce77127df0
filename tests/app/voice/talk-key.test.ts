import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTalkKey, type TalkKey, type Tap } from '../../../src/app/voice/talk-key.ts';

let time = 0;
const keyAt = (): TalkKey => createTalkKey({ now: () => time });

/** Presses a key; `[ms held, ms until the next]` each, what each way down and up does. */
function press(tap: Tap, ...presses: readonly (readonly [held: number, pause: number])[]): string[] {
  const key = keyAt();
  return presses.flatMap(([held, pause]) => {
    const down = key.down(tap);
    time += held;
    const up = key.up();
    time += pause;
    return [down, up];
  });
}

describe('the talk key', () => {
  test.each(['type', 'hide'] as const)(
    'held for a quarter of a second it is for talking; shorter it is a tap, to %s',
    (tap) => {
      expect(press(tap, [250, 100], [249, 100], [2000, 0])).toEqual([
        'start',
        'finish',
        'start',
        tap,
        'start',
        'finish',
      ]);
    },
  );

  test('as a toggle, a tap begins and the next one ends; holding it still works', () => {
    expect(press('toggle', [80, 3000], [80, 500], [900, 0])).toEqual([
      'start',
      'go-on',
      'finish',
      'none',
      'start',
      'finish',
    ]);
  });

  test('the tap that ends may be a long one, and may have another meaning by then', () => {
    const key = keyAt();
    key.down('toggle');
    key.up();
    const down = key.down('hide');
    time += 3000;
    expect([down, key.up()]).toEqual(['finish', 'none']);
  });

  test('a key that repeats while held does nothing', () => {
    const key = keyAt();
    expect([key.down('type'), key.down('type'), key.down('hide')]).toEqual(['start', 'none', 'none']);
  });

  test('the way up after Escape does nothing', () => {
    const key = keyAt();
    key.down('hide');
    key.reset();
    expect(key.up()).toBe('none');
  });

  test('when the recording is over before the key comes up, a tap still hides, and nothing else happens', () => {
    const ups = (['type', 'hide', 'toggle'] as const).flatMap((tap) =>
      [100, 400].map((held) => {
        const key = keyAt();
        key.down(tap);
        key.over();
        time += held;
        return [tap, held, key.up(), key.down(tap)];
      }),
    );
    expect(ups).toEqual([
      ['type', 100, 'none', 'start'],
      ['type', 400, 'none', 'start'],
      ['hide', 100, 'hide', 'start'],
      ['hide', 400, 'none', 'start'],
      ['toggle', 100, 'none', 'start'],
      ['toggle', 400, 'none', 'start'],
    ]);
  });

  test('when the recording that a tap began is over, the next tap begins anew', () => {
    const key = keyAt();
    key.down('toggle');
    key.up();
    key.over();
    expect(key.down('toggle')).toBe('start');
  });

  test('however it is pressed, nothing finishes that has not started', () => {
    const step = fc.constantFrom('down', 'up', 'over', 'reset', 'wait' as const);
    fc.assert(
      fc.property(fc.constantFrom<Tap>('type', 'hide', 'toggle'), fc.array(step), (tap, steps) => {
        let isRecording = false;
        const key = keyAt();
        for (const one of steps) {
          if (one === 'wait') time += 300;
          if (one === 'over' || one === 'reset') {
            key[one]();
            isRecording = false;
          }
          const action = one === 'down' ? key.down(tap) : one === 'up' ? key.up() : 'none';
          if (action === 'start') isRecording = true;
          if (action === 'finish' || action === 'type' || action === 'go-on') expect(isRecording).toBe(true);
          if (action === 'finish' || action === 'type' || action === 'hide') isRecording = false;
        }
      }),
    );
  });
});
