/** A key held at least so long was for talking; anything shorter is a tap. */
export const shortestTalkMs = 250;

/** What a tap of the key is for: typing, or talking until the next tap. */
export type Tap = 'type' | 'toggle';

/**
 * What to do about a key's way down or up. `start`: audio begins at once, before it is known whether this is a tap.
 * `type`: it was one, so what was recorded is thrown away and the field takes the keyboard.
 */
export type KeyAction = 'start' | 'finish' | 'type' | 'none';

export interface TalkKey {
  down(): KeyAction;
  up(): KeyAction;
  /** The recording ended by itself or was cancelled: the key's way up means nothing any more. */
  reset(): void;
}

/** Tells talking from tapping. A key that repeats while it is held is still only down. `now` in milliseconds. */
export function createTalkKey({
  tap,
  now = () => performance.now(),
}: {
  tap: Tap;
  now?: () => number;
}): TalkKey {
  let state: 'idle' | 'held' | 'toggled' | 'ending' = 'idle';
  let downAt = 0;
  return {
    down() {
      if (state === 'held' || state === 'ending') return 'none';
      if (state === 'toggled') {
        state = 'ending';
        return 'finish';
      }
      state = 'held';
      downAt = now();
      return 'start';
    },
    up() {
      if (state === 'ending') state = 'idle';
      if (state !== 'held') return 'none';
      if (now() - downAt >= shortestTalkMs) {
        state = 'idle';
        return 'finish';
      }
      state = tap === 'toggle' ? 'toggled' : 'idle';
      return tap === 'toggle' ? 'none' : 'type';
    },
    reset() {
      state = 'idle';
    },
  };
}
