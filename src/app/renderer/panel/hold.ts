/** What the hotkey was meant as: pressed and let go to type, or held to speak. */
export interface Hold {
  /** The window came up by the hotkey, which is still down. */
  pressed(): void;
  /** A key came up in the window. Electron tells of a hotkey's press alone, so the window has to see this. */
  released(): void;
}

/** A key that is down for longer than this is being held. In milliseconds. */
export const holdMs = 300;

/** Calls `onHold(true)` once the key has been down long enough, `onHold(false)` when it then comes up. */
export function createHold(onHold: (held: boolean) => void): Hold {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held = false;
  return {
    pressed() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        held = true;
        onHold(true);
      }, holdMs);
    },
    released() {
      clearTimeout(timer);
      if (held) onHold(false);
      held = false;
    },
  };
}
