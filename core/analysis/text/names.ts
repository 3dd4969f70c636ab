import { oneLine } from './safe-text';
import { serverLabels } from './server-labels';

/** Longest shown localpart or display name, in characters. */
const NAME_LIMIT = 60;
const OPAQUE_LIMIT = 12;

/**
 * How users are called. `display-name`: as they call themselves (samples, where names are chosen to
 * be told apart). Otherwise by localpart, which is unique on a server and cannot be changed to
 * imitate another user, with a short server label where the room has several servers.
 */
export interface Names {
  readonly style: 'display-name' | 'localpart' | 'localpart-and-server';
  /** "Alice", "u2" or "u2 (a)"; other text (keys of pseudo-ID rooms, broken IDs) shortened. */
  of(userId: string): string;
}

export interface UserIdParts {
  readonly localpart: string;
  readonly server: string;
}

/** null where `text` does not have the form of a user ID. */
export function userIdParts(text: string): UserIdParts | null {
  const colon = text.indexOf(':');
  if (!text.startsWith('@') || colon < 0 || colon === text.length - 1) return null;
  return { localpart: text.slice(1, colon), server: text.slice(colon + 1) };
}

/** `servers`: of all users that the room's events name; with several of them each name gets a label. */
export function namesByLocalpart(servers: Iterable<string>): Names {
  const labels = serverLabels(servers);
  const several = labels.size > 1;
  return {
    style: several ? 'localpart-and-server' : 'localpart',
    of(userId) {
      const parts = userIdParts(userId);
      if (!parts) return opaque(userId);
      const localpart = oneLine(parts.localpart, NAME_LIMIT) || '(no name)';
      if (!several) return localpart;
      return `${localpart} (${labels.get(parts.server) ?? oneLine(parts.server, NAME_LIMIT)})`;
    },
  };
}

/** Users without a display name are called by their localpart. */
export function namesByDisplayName(displayNames: ReadonlyMap<string, string>): Names {
  const fallback = namesByLocalpart([]);
  return {
    style: 'display-name',
    of(userId) {
      const name = oneLine(displayNames.get(userId) ?? '', NAME_LIMIT);
      return name || fallback.of(userId);
    },
  };
}

function opaque(text: string): string {
  return oneLine(text, OPAQUE_LIMIT) || '(no sender)';
}
