import { globalShortcut } from 'electron';
import type { HotkeyState } from '../contract.ts';

/** Offered when the wanted one is taken, in this order. */
const others = ['Alt+Space', 'Control+Space', 'Alt+Shift+Space', 'Command+Shift+Space', 'Control+Alt+Space'];

export interface Hotkey {
  readonly state: HotkeyState;
  /** Tries another one; the old one stays when macOS does not give it to us. */
  change(hotkey: string): HotkeyState;
}

/** The key that brings up the window. Registration fails without a word when somebody else has it, so it is checked. */
export function createHotkey(wanted: string, { onPress }: { onPress: () => void }): Hotkey {
  let registered: string | undefined;
  let state = attempt(wanted);

  function attempt(hotkey: string): HotkeyState {
    if (hotkey === registered) return { hotkey, registered: true, suggestion: undefined };
    if (register(hotkey, onPress)) {
      if (registered !== undefined) globalShortcut.unregister(registered);
      registered = hotkey;
      return { hotkey, registered: true, suggestion: undefined };
    }
    return {
      hotkey,
      registered: false,
      suggestion: others.find((other) => other !== hotkey && isFree(other)),
    };
  }

  return {
    get state() {
      return state;
    },
    change(hotkey) {
      const tried = attempt(hotkey);
      if (tried.registered) state = tried;
      return tried;
    },
  };
}

function register(hotkey: string, onPress: () => void): boolean {
  try {
    return globalShortcut.register(hotkey, onPress) && globalShortcut.isRegistered(hotkey);
  } catch (error) {
    if (error instanceof TypeError) return false; // no such key
    throw error;
  }
}

function isFree(hotkey: string): boolean {
  if (globalShortcut.isRegistered(hotkey)) return true; // ours
  const free = register(hotkey, () => {});
  if (free) globalShortcut.unregister(hotkey);
  return free;
}
