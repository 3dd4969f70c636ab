import type {
  AuthDepartures,
  AuthRules,
  EventFormatRules,
  RedactionRules,
  ResolutionDepartures,
  RoomVersionRules,
  StateResolutionRules,
} from './rules';

const MAX_INT64 = 2n ** 63n - 1n;
const MAX_SAFE = 2n ** 53n - 1n;

const TOP_LEVEL_KEYS_V1: readonly string[] = [
  'event_id',
  'type',
  'room_id',
  'sender',
  'state_key',
  'content',
  'hashes',
  'signatures',
  'depth',
  'prev_events',
  'prev_state',
  'auth_events',
  'origin',
  'origin_server_ts',
  'membership',
];
const NOT_KEPT_SINCE_V11 = new Set(['prev_state', 'origin', 'membership']);

const EVENTS_V1: EventFormatRules = {
  eventId: 'field',
  references: 'pairs',
  roomIdIsCreateHash: false,
  senders: 'user-ids',
  strictCanonicalJson: false,
  maxDepth: MAX_INT64,
};
const EVENTS_V3: EventFormatRules = {
  ...EVENTS_V1,
  eventId: 'hash-standard-base64',
  references: 'ids',
};
const EVENTS_V4: EventFormatRules = { ...EVENTS_V3, eventId: 'hash-url-safe-base64' };
const EVENTS_V6: EventFormatRules = { ...EVENTS_V4, strictCanonicalJson: true, maxDepth: MAX_SAFE };
const EVENTS_V12: EventFormatRules = { ...EVENTS_V6, roomIdIsCreateHash: true };

const POWER_LEVELS_V1: readonly string[] = [
  'ban',
  'events',
  'events_default',
  'kick',
  'redact',
  'state_default',
  'users',
  'users_default',
];
const CONTENT_KEYS_V6 = {
  'm.room.member': ['membership'],
  'm.room.create': ['creator'],
  'm.room.join_rules': ['join_rule'],
  'm.room.power_levels': POWER_LEVELS_V1,
  'm.room.history_visibility': ['history_visibility'],
} as const;

const REDACTION_V1: RedactionRules = {
  topLevelKeys: TOP_LEVEL_KEYS_V1,
  contentKeys: { ...CONTENT_KEYS_V6, 'm.room.aliases': ['aliases'] },
  keepsSignedOfThirdPartyInvite: false,
  redactsIn: 'top-level',
};
const REDACTION_V6: RedactionRules = { ...REDACTION_V1, contentKeys: CONTENT_KEYS_V6 };
const REDACTION_V8: RedactionRules = {
  ...REDACTION_V6,
  contentKeys: { ...CONTENT_KEYS_V6, 'm.room.join_rules': ['join_rule', 'allow'] },
};
const REDACTION_V9: RedactionRules = {
  ...REDACTION_V8,
  contentKeys: {
    ...REDACTION_V8.contentKeys,
    'm.room.member': ['membership', 'join_authorised_via_users_server'],
  },
};
const REDACTION_V11: RedactionRules = {
  topLevelKeys: TOP_LEVEL_KEYS_V1.filter((key) => !NOT_KEPT_SINCE_V11.has(key)),
  contentKeys: {
    ...REDACTION_V9.contentKeys,
    'm.room.create': 'everything',
    'm.room.power_levels': [...POWER_LEVELS_V1, 'invite'],
    'm.room.redaction': ['redacts'],
  },
  keepsSignedOfThirdPartyInvite: true,
  redactsIn: 'content',
};

const NO_AUTH_DEPARTURES: AuthDepartures = {
  leaveAfterLeave: false,
  joinAfterJoin: false,
  unbanNeedsBanLevelOnly: false,
  thirdPartyInviteUnchecked: false,
};
const AUTH_V1: AuthRules = {
  creators: 'content-creator',
  creatorsHaveInfinitePower: false,
  createEventIsImplied: false,
  aliasesRule: true,
  redactionRule: true,
  notificationLevelsChecked: false,
  powerLevelNumbers: 'int-string-float',
  knock: false,
  restrictedJoins: false,
  knockRestricted: false,
  departures: NO_AUTH_DEPARTURES,
};
const AUTH_V3: AuthRules = { ...AUTH_V1, redactionRule: false };
const AUTH_V6: AuthRules = {
  ...AUTH_V3,
  aliasesRule: false,
  notificationLevelsChecked: true,
};
const AUTH_V7: AuthRules = { ...AUTH_V6, knock: true };
const AUTH_V8: AuthRules = { ...AUTH_V7, restrictedJoins: true };
const AUTH_V10: AuthRules = { ...AUTH_V8, knockRestricted: true, powerLevelNumbers: 'int' };
const AUTH_V11: AuthRules = { ...AUTH_V10, creators: 'sender' };
const AUTH_V12: AuthRules = {
  ...AUTH_V11,
  creators: 'sender-and-additional',
  creatorsHaveInfinitePower: true,
  createEventIsImplied: true,
};

const NO_RESOLUTION_DEPARTURES: ResolutionDepartures = {
  absentIsAgreed: false,
  emptyAuthDifference: false,
  noSubgraphNorEmptyStart: false,
  powerOrderFromLeaves: false,
  powerEventsCountedTwice: false,
  stepsBeforeClock: false,
  fallbackIsEventItself: false,
  creatorLevelIsZero: false,
  nothingWithoutCreate: false,
  thirdPartyInvitesAreAuthType: false,
};
const RESOLUTION_V1: StateResolutionRules = {
  algorithm: 'v1',
  reading: 'deployed',
  departures: NO_RESOLUTION_DEPARTURES,
};
const RESOLUTION_V2: StateResolutionRules = { ...RESOLUTION_V1, algorithm: 'v2' };
const RESOLUTION_V2_1: StateResolutionRules = { ...RESOLUTION_V1, algorithm: 'v2.1' };

const V1: RoomVersionRules = {
  version: '1',
  stateResolution: RESOLUTION_V1,
  events: EVENTS_V1,
  redaction: REDACTION_V1,
  auth: AUTH_V1,
};
const V2: RoomVersionRules = { ...V1, version: '2', stateResolution: RESOLUTION_V2 };
const V3: RoomVersionRules = { ...V2, version: '3', events: EVENTS_V3, auth: AUTH_V3 };
const V4: RoomVersionRules = { ...V3, version: '4', events: EVENTS_V4 };
const V5: RoomVersionRules = { ...V4, version: '5' };
const V6: RoomVersionRules = {
  ...V5,
  version: '6',
  events: EVENTS_V6,
  redaction: REDACTION_V6,
  auth: AUTH_V6,
};
const V7: RoomVersionRules = { ...V6, version: '7', auth: AUTH_V7 };
const V8: RoomVersionRules = { ...V7, version: '8', redaction: REDACTION_V8, auth: AUTH_V8 };
const V9: RoomVersionRules = { ...V8, version: '9', redaction: REDACTION_V9 };
const V10: RoomVersionRules = { ...V9, version: '10', auth: AUTH_V10 };
const V11: RoomVersionRules = { ...V10, version: '11', redaction: REDACTION_V11, auth: AUTH_V11 };
const V12: RoomVersionRules = {
  ...V11,
  version: '12',
  stateResolution: RESOLUTION_V2_1,
  events: EVENTS_V12,
  auth: AUTH_V12,
};

/** Unstable versions that Dendrite knows besides, each a forerunner of what later became stable. */
const MSC3667: RoomVersionRules = {
  ...V7,
  version: 'org.matrix.msc3667',
  auth: { ...AUTH_V7, powerLevelNumbers: 'int' },
};
const MSC3787: RoomVersionRules = {
  ...V9,
  version: 'org.matrix.msc3787',
  auth: { ...V9.auth, knockRestricted: true },
};
const MSC4014: RoomVersionRules = {
  ...V10,
  version: 'org.matrix.msc4014',
  events: { ...EVENTS_V6, senders: 'room-keys' },
};
const HYDRA: RoomVersionRules = { ...V12, version: 'org.matrix.hydra.11' };

const STABLE = [V1, V2, V3, V4, V5, V6, V7, V8, V9, V10, V11, V12];
const UNSTABLE = [MSC3667, MSC3787, MSC4014, HYDRA];

const ROOM_VERSIONS: ReadonlyMap<string, RoomVersionRules> = new Map(
  [...STABLE, ...UNSTABLE].map((rules) => [rules.version, rules]),
);

/** The versions that can be opened: the stable ones, oldest first, then the unstable ones. */
export const KNOWN_ROOM_VERSIONS: readonly string[] = [...ROOM_VERSIONS.keys()];

/** The rules of a room version; undefined where it is not known. */
export function roomVersionRules(version: string): RoomVersionRules | undefined {
  return ROOM_VERSIONS.get(version);
}
