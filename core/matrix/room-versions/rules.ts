/** Room versions are data: one const record per version; algorithms take rules, never a version. */
export interface RoomVersionRules {
  readonly version: string;
  readonly stateResolution: 'v1' | 'v2' | 'v2.1';
  readonly events: EventFormatRules;
  readonly redaction: RedactionRules;
  readonly auth: AuthRules;
}

export interface EventFormatRules {
  /** Where the event ID comes from: the `event_id` field (1, 2) or the reference hash in base64. */
  readonly eventId: 'field' | 'hash-standard-base64' | 'hash-url-safe-base64';
  /** `prev_events` and `auth_events` as `[id, {sha256}]` pairs (1, 2) or plain IDs. */
  readonly references: 'pairs' | 'ids';
  /** Version 12: the room ID is the create event's ID with `!`, and the create event has no `room_id`. */
  readonly roomIdIsCreateHash: boolean;
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
  readonly powerLevelNumbers: 'int-string-float' | 'int-or-string' | 'int';
  readonly knock: boolean;
  readonly restrictedJoins: boolean;
  readonly knockRestricted: boolean;
}
