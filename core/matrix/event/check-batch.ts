import { assert, required } from '../../base/assert';
import type { Hashing } from '../../base/platform-port';
import { roomVersionRules } from '../room-versions/versions';
import { isObject } from './json';
import { parseJson } from './parse-json';
import type { ContentHashCheck } from './pdu';
import { receivePdu } from './receive-pdu';

/** Events of one room as JSON text laid end to end, in a form that moves between threads. */
export interface EventBatch {
  readonly roomVersion: string;
  readonly bytes: Uint8Array;
  /** Where each event ends. */
  readonly ends: Int32Array;
}

/** What {@link checkBatch} found, event by event. */
export interface CheckedBatch {
  /** Index into {@link CHECKED_HASHES}. */
  readonly contentHashes: Uint8Array;
  /** Empty where the event cannot be read. */
  readonly eventIds: readonly string[];
}

export const CHECKED_HASHES: readonly (ContentHashCheck | 'unreadable')[] = [
  'valid',
  'redacted',
  'mismatch',
  'unreadable',
];

/** Threads that check batches; which of them takes a batch makes no difference. */
export interface HashPool {
  /** Takes the batch's memory away. Rejects where the threads have ended. */
  check(batch: EventBatch): Promise<CheckedBatch>;
  close(): Promise<void>;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Parses events and computes their content hashes and event IDs. */
export function checkBatch(batch: EventBatch, hashing: Hashing): CheckedBatch {
  const { bytes, ends, roomVersion } = batch;
  const rules = required(roomVersionRules(roomVersion), `room version ${roomVersion}`);
  const contentHashes = new Uint8Array(ends.length);
  const eventIds: string[] = [];
  let from = 0;
  for (const [index, end] of ends.entries()) {
    const json = bytes.subarray(from, end);
    const value = parseJson(decoder.decode(json));
    assert(isObject(value), 'a batch holds events');
    const received = receivePdu(value, json, rules, hashing);
    const outcome = received.ok ? received.value.contentHash : 'unreadable';
    contentHashes[index] = CHECKED_HASHES.indexOf(outcome);
    eventIds.push(received.ok ? received.value.pdu.eventId : '');
    from = end;
  }
  return { contentHashes, eventIds };
}
