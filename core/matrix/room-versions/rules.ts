/** Room versions are data: one const record per version; algorithms take rules, never a version. */
export interface RoomVersionRules {
  readonly version: string;
  readonly stateResolution: StateResolutionRules;
  readonly events: EventFormatRules;
  readonly redaction: RedactionRules;
  readonly auth: AuthRules;
}

export interface StateResolutionRules {
  readonly algorithm: 'v1' | 'v2' | 'v2.1';
  /**
   * Two places of the specification that deployed servers read otherwise than its letter: whether a
   * state set's auth chain holds the set's own events, and whether the power events' ancestors are
   * sought through events outside the full conflicted set. `deployed` is what interoperates.
   */
  readonly reading: 'deployed' | 'literal';
  readonly departures: ResolutionDepartures;
}

/** Where a server departs from the specification; all false is the specification. */
export interface ResolutionDepartures {
  /** A key that some state sets lack is unconflicted where the others agree on it. */
  readonly absentIsAgreed: boolean;
  /** No event enters by the auth difference. */
  readonly emptyAuthDifference: boolean;
  /** v2.1 is resolved like v2: from the unconflicted state, without the conflicted subgraph. */
  readonly noSubgraphNorEmptyStart: boolean;
  /** Power events are sorted from the newest back. */
  readonly powerOrderFromLeaves: boolean;
  /**
   * Power events in the auth chain of the full conflicted set count once more, and what events of
   * several counts lead to comes first in the power order, whatever cites it. Changes nothing without
   * `powerOrderFromLeaves`.
   */
  readonly powerEventsCountedTwice: boolean;
  /** The mainline order counts steps off the mainline before clocks, and positions from the oldest. */
  readonly stepsBeforeClock: boolean;
  /** Where the state lacks a cited auth event's key, the event under check stands in for it. */
  readonly fallbackIsEventItself: boolean;
  /** Without a cited power levels event the creator's level counts as 0 in the power order. */
  readonly creatorLevelIsZero: boolean;
  /** Without a create event among the auth events no conflicted key is resolved to anything. */
  readonly nothingWithoutCreate: boolean;
  /** v1: third-party invites are settled as an auth type of their own, before members. */
  readonly thirdPartyInvitesAreAuthType: boolean;
}

export interface EventFormatRules {
  /** Where the event ID comes from: the `event_id` field (1, 2) or the reference hash in base64. */
  readonly eventId: 'field' | 'hash-standard-base64' | 'hash-url-safe-base64';
  /** `prev_events` and `auth_events` as `[id, {sha256}]` pairs (1, 2) or plain IDs. */
  readonly references: 'pairs' | 'ids';
  /** Version 12: the room ID is the create event's ID with `!`, and the create event has no `room_id`. */
  readonly roomIdIsCreateHash: boolean;
  /**
   * Whom `sender`, and the state key of a member event, name: a user ID, or (`org.matrix.msc4014`) the
   * Ed25519 key that the user has in this room. The member event's `mxid_mapping` says whose that is.
   */
  readonly senders: 'user-ids' | 'room-keys';
  /** Version 6 on: numbers must be integers in [-(2^53-1), 2^53-1], written plainly. */
  readonly strictCanonicalJson: boolean;
  readonly maxDepth: bigint;
}

export interface RedactionRules {
  readonly topLevelKeys: readonly string[];
  /** Content keys that survive, by event type; `everything` keeps the content whole. */
  readonly contentKeys: Readonly<Record<string, readonly string[] | 'everything'>>;
  /** Version 11 on: of a member event's `third_party_invite` only `signed` survives. */
  readonly keepsSignedOfThirdPartyInvite: boolean;
  /** Where a redaction names its target. */
  readonly redactsIn: 'top-level' | 'content';
}

export interface AuthRules {
  /** Who made the room: `content.creator`, the create event's sender, or sender plus additional creators. */
  readonly creators: 'content-creator' | 'sender' | 'sender-and-additional';
  /** Version 12: creators' power is infinite, and they must not be listed in `users`. */
  readonly creatorsHaveInfinitePower: boolean;
  /** Version 12: the create event is not cited in auth_events; it follows from the room ID. */
  readonly createEventIsImplied: boolean;
  readonly aliasesRule: boolean;
  readonly redactionRule: boolean;
  readonly notificationLevelsChecked: boolean;
  /**
   * How levels are written. Before version 10 servers read whatever Python's `int` takes; that there
   * are no fractions from version 6 on is a matter of strict canonical JSON.
   */
  readonly powerLevelNumbers: 'int-string-float' | 'int';
  readonly knock: boolean;
  readonly restrictedJoins: boolean;
  readonly knockRestricted: boolean;
  readonly departures: AuthDepartures;
}

/** Where a server's authorization rules depart from the specification; all false is the specification. */
export interface AuthDepartures {
  /** A user may leave after having left, and with no membership at all. */
  readonly leaveAfterLeave: boolean;
  /** A joined user may join again under any join rule. */
  readonly joinAfterJoin: boolean;
  /** Lifting a ban needs neither the kick level nor a higher level than the target's. */
  readonly unbanNeedsBanLevelOnly: boolean;
  /** A third-party invite is checked neither for a banned target nor for the inviter's sender. */
  readonly thirdPartyInviteUnchecked: boolean;
}
