/** A key held at least so long was for talking; anything shorter is a tap. */
export const shortestTalkMs = 250;

/** What a tap of the key is for: typing into the window, hiding it, or talking until the next tap. */
export type Tap = 'type' | 'hide' | 'toggle';

/**
 * What to do about a key's way down or up. `start`: audio begins at once, before it is known whether this is a tap.
 * `type`, `hide`: it was one, so what was recorded is thrown away. `go-on`: it was one, and the next one finishes.
 */
export type KeyAction = 'start' | 'finish' | 'go-on' | 'type' | 'hide' | 'none';

export interface TalkKey {
  /** `tap`: what it is for if this turns out to be one. */
  down(tap: Tap): KeyAction;
  up(): KeyAction;
  /** The recording ended by itself: of what the key may still do, only hiding is left. */
  over(): void;
  /** Escape, Return, or the window is away: the key's way up means nothing any more. */
  reset(): void;
}

/** Tells talking from tapping. A key that repeats while it is held is still only down. `now` in milliseconds. */
export function createTalkKey({ now = () => performance.now() }: { now?: () => number } = {}): TalkKey {
  /** `over`: held, with nothing left to finish. `ending`: held, by the tap that has finished. */
  let state: 'idle' | 'held' | 'over' | 'toggled' | 'ending' = 'idle';
  let tap: Tap = 'type';
  let downAt = 0;
  return {
    down(next) {
      if (state === 'held' || state === 'ending') return 'none';
      if (state === 'toggled') {
        state = 'ending';
        return 'finish';
      }
      state = 'held';
      tap = next;
      downAt = now();
      return 'start';
    },
    up() {
      const was = state;
      const isTap = now() - downAt < shortestTalkMs;
      if (was !== 'toggled') state = 'idle';
      if (was === 'over') return isTap && tap === 'hide' ? 'hide' : 'none';
      if (was !== 'held') return 'none';
      if (!isTap) return 'finish';
      if (tap !== 'toggle') return tap;
      state = 'toggled';
      return 'go-on';
    },
    over() {
      if (state === 'held') state = 'over';
      if (state === 'toggled') state = 'idle';
    },
    reset() {
      state = 'idle';
    },
  };
}
