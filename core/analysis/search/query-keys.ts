/** The words of the search language, each with what it says to people who complete a query. */

/** Values of `is:`. */
export const IS_VALUES = {
  state: 'State events',
  message: 'Events that are no state events',
  merge: 'More than one parent',
  fork: 'More than one child',
  conflicted: 'Merges of branches that hold a key by different events',
  accepted: 'Neither rejected, soft-failed nor outlier',
  rejected: 'Refused by the event format or the auth rules',
  'soft-failed': 'Refused by the current state only',
  outlier: 'Known without a state before it',
  'not-sent': 'Not sent to clients; Dendrite does not say why',
  extremity: 'Forward extremities: no child yet',
  root: 'No parent',
  redacted: 'Content removed by a redaction',
  incomplete: 'A parent is missing here or above',
  'missing-parent': 'A parent is not in the file',
} as const;
export type IsValue = keyof typeof IS_VALUES;

/** Keys whose value is a pattern over one text of the event. */
export const PATTERN_KEYS = {
  type: 'Event type; m.room. may be left out',
  state_key: 'State key',
  sender: 'User ID of the sender',
  server: 'Server of the sender',
  membership: 'Membership that a member event sets',
  event: 'Event ID, or its beginning',
} as const;
export type PatternKey = keyof typeof PATTERN_KEYS;

/** Keys whose value is an event, by ID or the beginning of one. */
export const EVENT_KEYS = {
  before: 'Rows above an event',
  after: 'Rows below an event',
  'ancestor-of': 'Events that an event builds on, by prev events',
  'descendant-of': 'Events that build on an event, by prev events',
  'in-auth-chain-of': 'Events that authorise an event',
} as const;
export type EventKey = keyof typeof EVENT_KEYS;

export const CONTENT_PREFIX = 'content.';

/** Every key in the order in which they are offered. */
export const KEYS: Readonly<Record<string, string>> = {
  is: 'What an event is: state, merge, rejected…',
  type: PATTERN_KEYS.type,
  sender: PATTERN_KEYS.sender,
  state_key: PATTERN_KEYS.state_key,
  membership: PATTERN_KEYS.membership,
  server: PATTERN_KEYS.server,
  depth: 'Depth: 10, 10..20, >10',
  ...EVENT_KEYS,
  event: PATTERN_KEYS.event,
};

export const MEMBERSHIPS = ['join', 'invite', 'knock', 'leave', 'ban'] as const;

export function isIsValue(text: string): text is IsValue {
  return Object.hasOwn(IS_VALUES, text);
}

export function isPatternKey(text: string): text is PatternKey {
  return Object.hasOwn(PATTERN_KEYS, text);
}

export function isEventKey(text: string): text is EventKey {
  return Object.hasOwn(EVENT_KEYS, text);
}
