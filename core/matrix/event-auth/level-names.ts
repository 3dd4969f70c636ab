/** The levels that stand directly in the content of a power levels event. */
export const DEFAULT_LEVELS = [
  'users_default',
  'events_default',
  'state_default',
  'ban',
  'redact',
  'kick',
  'invite',
] as const;
