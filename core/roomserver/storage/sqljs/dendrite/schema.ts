import { PREASSIGNED_EVENT_TYPES } from '../../../types/nids';
import type { SqljsDatabase } from '../sqljs-database';

/**
 * The tables of Dendrite 0.15.2, column for column; `tables` of docs/formats.md. Lists are JSON in
 * TEXT columns, although some are bound as BLOB (value encodings: docs/formats.md).
 */
const DENDRITE_TABLES = `
CREATE TABLE roomserver_event_state_keys (
  event_state_key_nid INTEGER PRIMARY KEY AUTOINCREMENT,
  event_state_key TEXT NOT NULL UNIQUE
);
CREATE TABLE roomserver_event_types (
  event_type_nid INTEGER PRIMARY KEY AUTOINCREMENT,
  event_type TEXT NOT NULL UNIQUE
);
CREATE TABLE roomserver_event_json (
  event_nid INTEGER NOT NULL PRIMARY KEY,
  event_json TEXT NOT NULL
);
CREATE TABLE roomserver_events (
  event_nid INTEGER PRIMARY KEY AUTOINCREMENT,
  room_nid INTEGER NOT NULL,
  event_type_nid INTEGER NOT NULL,
  event_state_key_nid INTEGER NOT NULL,
  sent_to_output BOOLEAN NOT NULL DEFAULT FALSE,
  state_snapshot_nid INTEGER NOT NULL DEFAULT 0,
  depth INTEGER NOT NULL,
  event_id TEXT NOT NULL UNIQUE,
  auth_event_nids TEXT NOT NULL DEFAULT '[]',
  is_rejected BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX roomserver_events_memberships_idx
  ON roomserver_events (room_nid, event_state_key_nid) WHERE (event_type_nid = 5);
CREATE INDEX roomserver_event_event_type_nid_idx ON roomserver_events (event_type_nid);
CREATE INDEX roomserver_event_state_key_nid_idx ON roomserver_events (event_state_key_nid);
CREATE TABLE db_migrations (
  version TEXT PRIMARY KEY NOT NULL,
  time TEXT NOT NULL,
  dendrite_version TEXT NOT NULL
);
CREATE TABLE roomserver_rooms (
  room_nid INTEGER PRIMARY KEY AUTOINCREMENT,
  room_id TEXT NOT NULL UNIQUE,
  latest_event_nids TEXT NOT NULL DEFAULT '[]',
  last_event_sent_nid INTEGER NOT NULL DEFAULT 0,
  state_snapshot_nid INTEGER NOT NULL DEFAULT 0,
  room_version TEXT NOT NULL
);
CREATE TABLE roomserver_state_block (
  state_block_nid INTEGER PRIMARY KEY AUTOINCREMENT,
  state_block_hash BLOB UNIQUE,
  event_nids TEXT NOT NULL DEFAULT '[]'
);
CREATE TABLE roomserver_state_snapshots (
  state_snapshot_nid INTEGER PRIMARY KEY AUTOINCREMENT,
  state_snapshot_hash BLOB UNIQUE,
  room_nid INTEGER NOT NULL,
  state_block_nids TEXT NOT NULL DEFAULT '[]'
);
CREATE TABLE roomserver_previous_events (
  previous_event_id TEXT NOT NULL,
  event_nids TEXT NOT NULL,
  UNIQUE (previous_event_id)
);
CREATE TABLE roomserver_room_aliases (
  alias TEXT NOT NULL PRIMARY KEY,
  room_id TEXT NOT NULL,
  creator_id TEXT NOT NULL
);
CREATE INDEX roomserver_room_id_idx ON roomserver_room_aliases (room_id);
CREATE TABLE roomserver_invites (
  invite_event_id TEXT PRIMARY KEY,
  room_nid INTEGER NOT NULL,
  target_nid INTEGER NOT NULL,
  sender_nid INTEGER NOT NULL DEFAULT 0,
  retired BOOLEAN NOT NULL DEFAULT FALSE,
  invite_event_json TEXT NOT NULL
);
CREATE INDEX roomserver_invites_active_idx
  ON roomserver_invites (target_nid, room_nid) WHERE NOT retired;
CREATE TABLE roomserver_membership (
  room_nid INTEGER NOT NULL,
  target_nid INTEGER NOT NULL,
  sender_nid INTEGER NOT NULL DEFAULT 0,
  membership_nid INTEGER NOT NULL DEFAULT 1,
  event_nid INTEGER NOT NULL DEFAULT 0,
  target_local BOOLEAN NOT NULL DEFAULT false,
  forgotten BOOLEAN NOT NULL DEFAULT false,
  UNIQUE (room_nid, target_nid)
);
CREATE TABLE roomserver_published (
  room_id TEXT NOT NULL,
  appservice_id TEXT NOT NULL DEFAULT '',
  network_id TEXT NOT NULL DEFAULT '',
  published BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT unique_published_idx PRIMARY KEY (room_id, appservice_id, network_id)
);
CREATE TABLE roomserver_redactions (
  redaction_event_id TEXT PRIMARY KEY,
  redacts_event_id TEXT NOT NULL,
  validated BOOLEAN NOT NULL
);
CREATE TABLE roomserver_user_room_keys (
  user_nid INTEGER NOT NULL,
  room_nid INTEGER NOT NULL,
  pseudo_id_key TEXT NULL,
  pseudo_id_pub_key TEXT NOT NULL,
  CONSTRAINT roomserver_user_room_keys_pk PRIMARY KEY (user_nid, room_nid)
);
CREATE TABLE roomserver_reported_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  room_nid INTEGER NOT NULL,
  event_nid INTEGER NOT NULL,
  reporting_user_nid INTEGER NOT NULL,
  event_sender_nid INTEGER NOT NULL,
  reason TEXT,
  score INTEGER,
  received_ts INTEGER NOT NULL
);
`;

/** What Dendrite does not keep. Its own tables stay as they are, so that it can still read the file. */
const SIDE_TABLES = `
CREATE TABLE roomscope_events (
  event_nid INTEGER NOT NULL PRIMARY KEY,
  kind INTEGER NOT NULL,
  arrival INTEGER NOT NULL,
  incomplete BOOLEAN NOT NULL,
  content_hash TEXT NOT NULL,
  signatures TEXT NOT NULL,
  ladder TEXT NOT NULL
);
CREATE TABLE roomscope_snapshots (
  state_snapshot_nid INTEGER NOT NULL PRIMARY KEY,
  label TEXT NOT NULL
);
CREATE TABLE roomscope_output_log (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  room_nid INTEGER NOT NULL,
  event_nid INTEGER NOT NULL,
  type TEXT NOT NULL,
  last_sent_event_nid INTEGER NOT NULL,
  latest_event_nids TEXT NOT NULL,
  adds_state_event_nids TEXT NOT NULL,
  removes_state_event_nids TEXT NOT NULL,
  state_snapshot_nid INTEGER NOT NULL
);
CREATE TABLE roomscope_properties (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
`;

const DENDRITE_VERSION = '0.15.2';
const MIGRATIONS = [
  'roomserver: drop column reference_sha from roomserver_events',
  'roomserver: drop column reference_sha from roomserver_prev_events',
  'roomserver: add forgotten column',
  'roomserver: published appservice',
  'roomserver: state blocks refactor',
];

/** Makes a new database what Dendrite's own is after its first start. `now` in ms since the epoch. */
export function createSchema(database: SqljsDatabase, now: number): void {
  database.script(DENDRITE_TABLES);
  database.script(SIDE_TABLES);
  const time = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  database.transaction(() => {
    for (const version of MIGRATIONS)
      database.run('INSERT INTO db_migrations VALUES (?, ?, ?)', [version, time, DENDRITE_VERSION]);
    for (const [type, nid] of PREASSIGNED_EVENT_TYPES)
      database.run('INSERT INTO roomserver_event_types VALUES (?, ?)', [nid, type]);
    database.run('INSERT INTO roomserver_event_state_keys VALUES (1, ?)', ['']);
  });
}
