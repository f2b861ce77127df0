import type { ComponentChildren, JSX } from 'preact';

/** A key as a hint for those who see it; what it does, the control beside it says. */
export const Key = ({ children }: { readonly children: ComponentChildren }): JSX.Element => (
  <span class="key" aria-hidden="true">
    {children}
  </span>
);

/** A key, or several pressed together, and what they do: a hint for those who see it, said by the control itself. */
export function Keys({
  keys,
  children,
}: {
  readonly keys: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <span class="hint" aria-hidden="true">
      <span class="key">{keys}</span>
      {children}
    </span>
  );
}

/** A hotkey in Electron's words as the Mac writes it: "Alt+Space" is "⌥ Space". */
export function hotkeyInSigns(hotkey: string): string {
  const parts = hotkey.split('+').map((part) => signs[part] ?? part);
  return parts.join(parts.some((part) => part.length > 1) ? ' ' : '');
}

const signs: Readonly<Record<string, string>> = {
  Alt: '⌥',
  Option: '⌥',
  Shift: '⇧',
  Command: '⌘',
  Cmd: '⌘',
  CommandOrControl: '⌘',
  Control: '⌃',
  Ctrl: '⌃',
};
