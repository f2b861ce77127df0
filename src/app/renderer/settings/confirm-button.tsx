import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

/** A button for what cannot be taken back: pressed once it asks, pressed again it does; leaving it is a no. */
export function ConfirmButton({
  label,
  about,
  disabled = false,
  onConfirm,
}: {
  readonly label: string;
  /** What it is about, for those who hear the button without what stands around it. */
  readonly about: string;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
}): JSX.Element {
  const [asking, setAsking] = useState(false);
  const words = asking ? `Really ${label.toLowerCase()}?` : label;
  return (
    <button
      type="button"
      class="button danger"
      disabled={disabled}
      aria-label={`${words} ${about}`}
      onBlur={() => setAsking(false)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setAsking(false);
      }}
      onClick={() => {
        setAsking(!asking);
        if (asking) onConfirm();
      }}
    >
      {words}
    </button>
  );
}
