/** What a keydown tells of the keys that are pressed. */
export interface PressedKeys {
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * The keys in Electron's words; undefined while only modifiers are down, and for a letter or digit without ⌃, ⌥ or ⌘,
 * which would be lost for typing everywhere. Read from `code`: with ⌥ down `key` is another character.
 */
export function acceleratorOf({ code, altKey, ctrlKey, metaKey, shiftKey }: PressedKeys): string | undefined {
  const key = named[code] ?? /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/.exec(code)?.slice(1).find(Boolean);
  if (key === undefined) return undefined;
  const strong = altKey || ctrlKey || metaKey;
  if (!strong && !/^F\d/.test(key)) return undefined;
  const modifiers = [
    ctrlKey ? 'Control' : '',
    altKey ? 'Alt' : '',
    shiftKey ? 'Shift' : '',
    metaKey ? 'Command' : '',
  ];
  return [...modifiers.filter((modifier) => modifier !== ''), key].join('+');
}

const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  Enter: 'Return',
  Tab: 'Tab',
  Period: '.',
  Comma: ',',
  Slash: '/',
  Semicolon: ';',
};
