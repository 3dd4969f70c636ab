import type { RedactionRules, RoomVersionRules } from '../room-versions/rules';
import { ByteNames } from './byte-names';

/** What a member of an event is part of, as bits. */
export const IN_CONTENT_HASH = 1;
export const IN_REFERENCE_HASH = 2;
/** Part of the event itself; an `event_id` given beside a hashed event is not. */
export const IN_EVENT = 4;
/** Stands for "no part at all", as 0 means that the plan does not name the member. */
const IN_NOTHING = 8;

/** Which members each hash is over in rooms of one version: the version's rules as byte look-ups. */
export interface HashPlan {
  /** Bits of top-level members; what is not named is in the content hash and the event only. */
  readonly members: ByteNames;
  /** Of content, by event type: the keys that redaction keeps, as 1; types that are not there keep none. */
  readonly contentKeys: ReadonlyMap<string, ByteNames | 'everything'>;
}

const plans = new WeakMap<RoomVersionRules, HashPlan>();

export function hashPlan(rules: RoomVersionRules): HashPlan {
  const known = plans.get(rules);
  if (known) return known;
  const plan = { members: memberBits(rules), contentKeys: contentKeys(rules.redaction) };
  plans.set(rules, plan);
  return plan;
}

function memberBits(rules: RoomVersionRules): ByteNames {
  const bits = new Map<string, number>();
  for (const key of rules.redaction.topLevelKeys)
    bits.set(key, IN_EVENT | IN_CONTENT_HASH | IN_REFERENCE_HASH);
  bits.set('hashes', (bits.get('hashes') ?? IN_EVENT) & ~IN_CONTENT_HASH);
  for (const key of ['signatures', 'unsigned']) bits.set(key, IN_EVENT);
  if (rules.events.eventId !== 'field') bits.set('event_id', IN_NOTHING);
  return new ByteNames(bits);
}

function contentKeys(rules: RedactionRules): Map<string, ByteNames | 'everything'> {
  return new Map(
    Object.entries(rules.contentKeys).map(([type, keys]) => [
      type,
      keys === 'everything' ? keys : new ByteNames(keys.map((key) => [key, 1])),
    ]),
  );
}
