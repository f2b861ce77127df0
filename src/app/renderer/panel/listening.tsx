import type { JSX } from 'preact';

/** The loudness of the last moments as bars, the newest on the right. */
export function Listening({ levels }: { readonly levels: readonly number[] }): JSX.Element {
  return (
    <span class="wave" role="img" aria-label="Listening">
      {levels.map((level, index) => (
        <i key={index} style={{ height: `${Math.round(4 + Math.min(1, level) * 22)}px` }} />
      ))}
    </span>
  );
}
