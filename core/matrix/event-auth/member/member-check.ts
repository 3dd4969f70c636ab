import type { AuthCheck } from '../auth-check';

/** A member event being checked; `target` is the user whose membership it sets. */
export interface MemberCheck extends AuthCheck {
  readonly target: string;
}
