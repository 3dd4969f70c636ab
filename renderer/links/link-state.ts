import { create } from 'zustand';
import type { Link } from '../state/link';

/** What is said about a link; null: nothing. */
export type LinkNote =
  | { readonly kind: 'not-open'; readonly link: Link }
  | { readonly kind: 'no-event'; readonly eventId: string }
  | { readonly kind: 'copied' };

interface LinkState {
  /** A link is being followed: the address is then where one goes, not where one is. */
  readonly following: boolean;
  /** Followed as soon as its room is open. */
  readonly wanted: Link | null;
  readonly note: LinkNote | null;
}

export const useLinkState = create<LinkState>()(() => ({
  following: false,
  wanted: null,
  note: null,
}));

export function dismissLinkNote(): void {
  useLinkState.setState({ note: null, wanted: null });
}
