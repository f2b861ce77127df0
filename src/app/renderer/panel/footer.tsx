import type { ComponentChildren, JSX } from 'preact';

/** The last line: how it stands on the left, what one can do on the right. */
export function Footer({
  left,
  children,
}: {
  readonly left: ComponentChildren;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <footer class="foot">
      <span class="foot-left">{left}</span>
      <span class="foot-right">{children}</span>
    </footer>
  );
}
