/**
 * Calls when the hotkey has come up. The page sees its modifiers go down and all of it come up. A key that was typed
 * just before comes up without meaning it; one that goes down alone means that the hotkey is up, where that was lost to
 * another app.
 */
export function watchLetGo(onLetGo: () => void): void {
  const typed = new Set<string>();
  const onKeyDown = ({ key, code, altKey, ctrlKey, metaKey, repeat }: KeyboardEvent): void => {
    if (modifiers.has(key)) return;
    typed.add(code);
    // Escape has a meaning of its own
    if (!altKey && !ctrlKey && !metaKey && !repeat && key !== 'Escape') onLetGo();
  };
  // before whatever that key does
  window.addEventListener('keydown', onKeyDown, { capture: true });
  window.addEventListener('keyup', ({ code }) => {
    if (!typed.delete(code)) onLetGo();
  });
  // what goes up elsewhere is not heard of
  window.addEventListener('blur', () => typed.clear());
}

const modifiers: ReadonlySet<string> = new Set(['Alt', 'Control', 'Meta', 'Shift']);
