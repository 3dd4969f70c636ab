import { describe } from 'vitest';
import type { StorageAdapter } from './storage-acceptance/fixtures';
import {
  describeEvents,
  describeInterning,
  describeRooms,
  describeVerdicts,
} from './storage-acceptance/rooms-and-events';
import {
  describeBlocks,
  describePreviousEvents,
  describeSideTables,
  describeSnapshots,
} from './storage-acceptance/state-and-history';
import { describeExport, describeTransactions } from './storage-acceptance/transactions';

/** What every adapter of the storage port must do. */
export function describeStorage(name: string, adapter: StorageAdapter): void {
  describe(`${name} as a storage`, () => {
    describe('event types and state keys', () => describeInterning(adapter));
    describe('rooms', () => describeRooms(adapter));
    describe('events', () => describeEvents(adapter));
    describe('verdicts', () => describeVerdicts(adapter));
    describe('state blocks', () => describeBlocks(adapter));
    describe('state snapshots', () => describeSnapshots(adapter));
    describe('previous events', () => describePreviousEvents(adapter));
    describe('side tables', () => describeSideTables(adapter));
    describe('transactions', () => describeTransactions(adapter));
    describe('export', () => describeExport(adapter));
  });
}
