import * as v from 'valibot';
import type { NotificationName, Notifications, Params, RequestName } from './requests';
import { STEP_KINDS } from './room-steps';

/**
 * What the parameters of each request and notification must look like; checked where they are
 * received. Objects are strict: a misspelt key is an error, not a default.
 */

const MAX_TEXT = 65_536;

const text = v.pipe(v.string(), v.maxLength(MAX_TEXT));
/** The size of an event is limited to 65,536 bytes; one that is indented is larger. */
const pasted = v.pipe(v.string(), v.maxLength(1_000_000));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const nothing = v.strictObject({});

const source = v.variant('kind', [
  v.strictObject({ kind: v.literal('file'), handle: text, name: text }),
  v.strictObject({ kind: v.literal('sample'), id: text }),
]);
const sources = v.array(source);

const roomChoice = v.strictObject({ documentId: text, roomId: v.nullable(text) });
const roomRef = v.strictObject({ documentId: text, roomId: text });

const algorithm = { algorithm: v.nullable(text), points: v.nullable(v.array(text)) };

const statePoint = v.variant('kind', [
  v.strictObject({ kind: v.literal('before'), eventId: text }),
  v.strictObject({ kind: v.literal('after'), eventId: text }),
  v.strictObject({ kind: v.literal('now') }),
  v.strictObject({ kind: v.literal('snapshot'), snapshotNid: whole }),
]);

const entriesOf = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['before', 'after']), eventNid: whole }),
  v.strictObject({ kind: v.literal('snapshot'), snapshotNid: whole }),
  v.strictObject({ kind: v.literal('block'), blockNid: whole }),
]);

const pageOf = { from: whole, to: whole };

const roomPoint = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['before', 'after']), eventNid: whole }),
  v.strictObject({ kind: v.literal('now') }),
]);

const refusalKind = v.picklist(['rejected', 'soft_failed', 'not_sent', 'outlier']);

export const requestSchemas: {
  readonly [Name in RequestName]: v.GenericSchema<unknown, Params<Name>>;
} = {
  'app.info': nothing,
  'document.open': v.strictObject({
    sources: v.pipe(sources, v.minLength(1)),
    roomId: v.nullable(text),
    policy: text,
    schema: text,
    ...algorithm,
    keys: v.nullable(source),
  }),
  'document.close': v.strictObject({ documentId: text }),
  'document.info': roomChoice,
  'document.save': v.strictObject({ documentId: text, view: text }),
  'document.write': v.strictObject({ documentId: text, path: text }),
  'debug.room': roomChoice,
  'debug.tile': v.strictObject({ ...roomRef.entries, tile: whole }),
  'debug.overview': v.strictObject({
    ...roomRef.entries,
    from: whole,
    to: whole,
    buckets: whole,
  }),
  'debug.rows': v.strictObject({ ...roomRef.entries, from: whole, to: whole }),
  'debug.links': v.strictObject({ ...roomRef.entries, eventIds: v.array(text) }),
  'debug.find-event': v.strictObject({ ...roomRef.entries, text: pasted }),
  'debug.step': v.strictObject({
    ...roomRef.entries,
    row: v.nullable(whole),
    direction: v.picklist(['next', 'previous']),
    kind: v.picklist(STEP_KINDS),
    side: v.picklist(['before', 'after']),
  }),
  'debug.event': v.strictObject({ ...roomRef.entries, eventNid: whole }),
  'debug.snapshot': v.strictObject({ ...roomRef.entries, snapshotNid: whole }),
  'debug.block': v.strictObject({ ...roomRef.entries, blockNid: whole }),
  'debug.entries': v.strictObject({
    ...roomRef.entries,
    of: entriesOf,
    filter: text,
    ...pageOf,
  }),
  'debug.difference': v.strictObject({
    ...roomRef.entries,
    a: roomPoint,
    b: roomPoint,
    ...pageOf,
  }),
  'debug.key-history': v.strictObject({
    ...roomRef.entries,
    type: text,
    stateKey: text,
    ...pageOf,
  }),
  'debug.refusals': v.strictObject({ ...roomRef.entries, kinds: v.array(refusalKind), ...pageOf }),
  'debug.state': v.strictObject({ ...roomChoice.entries, at: v.array(statePoint) }),
  'debug.diff': v.strictObject({ ...roomChoice.entries, a: statePoint, b: statePoint }),
  'event.explain': v.strictObject({ ...roomChoice.entries, eventId: text }),
  'debug.storage': roomChoice,
  'debug.table': v.strictObject({ documentId: text, table: text, limit: v.nullable(whole) }),
  'state.resolve': v.strictObject({
    ...roomChoice.entries,
    eventIds: v.pipe(v.array(text), v.minLength(1)),
    ...algorithm,
    trace: v.boolean(),
    whyNot: v.nullable(
      v.strictObject({ algorithm: v.literal('dendrite'), fromCreate: v.boolean() }),
    ),
  }),
  'case.resolve': v.strictObject({
    file: source,
    id: v.nullable(text),
    trace: v.boolean(),
    ...algorithm,
  }),
  'verify.run': v.strictObject({
    files: v.pipe(sources, v.minLength(1)),
    expect: v.nullable(source),
    roomId: v.nullable(text),
    ...algorithm,
    reading: v.picklist(['deployed', 'spec']),
    junit: v.nullable(text),
  }),
  'bench.run': v.strictObject({ name: text, runs: whole, files: sources }),
};

export const notificationSchemas: {
  readonly [Name in NotificationName]: v.GenericSchema<unknown, Notifications[Name]>;
} = {
  'app.open': v.strictObject({ sources }),
};

/** Own names only, so that `constructor` and its like are no requests. */
export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requestSchemas, name);
}

export function isNotificationName(name: string): name is NotificationName {
  return Object.hasOwn(notificationSchemas, name);
}

/** "sources.0.handle: Invalid type: Expected string but received 7" for the first thing wrong. */
export function firstIssue(issues: readonly v.BaseIssue<unknown>[]): {
  readonly field: string | null;
  readonly reason: string;
} {
  const [issue] = issues;
  if (!issue) return { field: null, reason: 'not valid' };
  return { field: v.getDotPath(issue), reason: issue.message };
}
