import type { JSX } from 'preact';

/** The assistant itself: a drop of colour at rest, a turning ring at work. */
export function Mark({ busy }: { readonly busy: boolean }): JSX.Element {
  return <span class="mark" data-busy={busy} aria-hidden="true" />;
}
