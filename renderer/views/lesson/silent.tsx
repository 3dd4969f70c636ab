import type { ReactNode } from 'react';

/** Words of a drawing whose part already says all of it by its accessible name. */
export function Silent({ children }: { readonly children: ReactNode }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group without tabIndex takes no focus.
  return <g aria-hidden="true">{children}</g>;
}
