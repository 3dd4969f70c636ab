import { type Csr, CsrBuilder } from '../../../base/csr';
import { RoomscopeError } from '../../../base/errors';
import type { Work } from '../../../base/work';
import type { EventRow, EventSideRow } from '../../storage/tables/interface';
import { NidIndex } from '../../types/nid-index';
import type { EventNid } from '../../types/nids';
import { readEventFacts } from './event-json';

const EVENTS_PER_BREATH = 256;

/** Cited events: those held as indices, the others as IDs by citing event. */
export interface References {
  readonly held: Csr;
  readonly missing: ReadonlyMap<number, readonly string[]>;
}

/** The columns of a room's events in NID order, filled from rows, JSON and side rows. */
export class RoomColumns {
  readonly nids = new NidIndex<EventNid>();
  readonly eventIds: string[] = [];
  readonly indexOfId = new Map<string, number>();
  readonly typeNid: number[] = [];
  readonly stateKeyNid: number[] = [];
  readonly snapshotBefore: number[] = [];
  readonly rejected: number[] = [];
  readonly sent: number[] = [];
  readonly depth: number[] = [];
  readonly bigDepths = new Map<number, bigint>();

  readonly isState: number[] = [];
  readonly redacted: number[] = [];
  readonly putOutByOther: number[] = [];
  readonly originServerTs: number[] = [];
  readonly sender: number[] = [];
  readonly senders: string[] = [];
  readonly #prev = new ReferenceColumn();
  readonly #auth = new ReferenceColumn();
  readonly #senderIndex = new Map<string, number>();

  readonly kind: number[] = [];
  readonly incomplete: number[] = [];
  readonly contentHash: string[] = [];
  readonly signatures: string[] = [];
  readonly ladders: string[] = [];

  async readRows(rows: Iterable<EventRow>, work: Work): Promise<void> {
    for (const row of rows) {
      this.#addRow(row);
      await this.#breathe(this.eventIds.length, 'Reading events', work);
    }
  }

  /** Rows must have been read: references are resolved among them. */
  async readJson(
    texts: Iterable<readonly [EventNid, Uint8Array]>,
    work: Work,
  ): Promise<{ prev: References; auth: References }> {
    let done = 0;
    for (const [nid, json] of texts) {
      if (this.nids.indexOf(nid) !== done) throw this.#jsonMissing(done);
      this.#addJson(nid, json);
      await this.#breathe(++done, 'Reading event JSON', work);
    }
    if (done < this.eventIds.length) throw this.#jsonMissing(done);
    return { prev: this.#prev.build(), auth: this.#auth.build() };
  }

  async readSide(rows: Iterable<EventSideRow>, work: Work): Promise<void> {
    // Most ladders are the same text: keep each text once.
    const ladders = new Map<string, string>();
    let done = 0;
    for (const row of rows) {
      const index = this.nids.indexOf(row.eventNid);
      if (index < 0) continue;
      const ladder = ladders.get(row.ladder) ?? row.ladder;
      ladders.set(ladder, ladder);
      this.kind[index] = row.kind;
      this.incomplete[index] = row.incomplete ? 1 : 0;
      this.contentHash[index] = row.contentHash;
      this.signatures[index] = row.signatures;
      this.ladders[index] = ladder;
      await this.#breathe(++done, 'Reading verdicts', work);
    }
  }

  #addRow(row: EventRow): void {
    const index = this.nids.add(row.eventNid);
    this.eventIds.push(row.eventId);
    this.indexOfId.set(row.eventId, index);
    this.typeNid.push(row.eventTypeNid);
    this.stateKeyNid.push(row.eventStateKeyNid);
    this.snapshotBefore.push(row.stateSnapshotNid);
    this.rejected.push(row.isRejected ? 1 : 0);
    this.sent.push(row.sentToOutput ? 1 : 0);
    this.depth.push(Number(row.depth));
    if (typeof row.depth === 'bigint') this.bigDepths.set(index, row.depth);
  }

  #addJson(nid: EventNid, json: Uint8Array): void {
    const facts = readEventFacts(nid, json);
    this.isState.push(facts.isState ? 1 : 0);
    this.redacted.push(facts.redacted ? 1 : 0);
    this.putOutByOther.push(facts.putOutByOther ? 1 : 0);
    this.originServerTs.push(facts.originServerTs);
    this.sender.push(this.#internSender(facts.sender));
    this.#prev.add(facts.prevEventIds, this.indexOfId);
    this.#auth.add(facts.authEventIds, this.indexOfId);
  }

  #internSender(sender: string): number {
    const known = this.#senderIndex.get(sender);
    if (known !== undefined) return known;
    this.#senderIndex.set(sender, this.senders.length);
    return this.senders.push(sender) - 1;
  }

  #jsonMissing(index: number): RoomscopeError {
    const eventId = this.eventIds[index] ?? null;
    return new RoomscopeError(
      'corrupt_database',
      `Event ${this.nids.nid(index)} (${eventId}) has no JSON in roomserver_event_json. Open an intact copy of the database.`,
      { eventId },
    );
  }

  async #breathe(done: number, phase: string, work: Work): Promise<void> {
    if (done % EVENTS_PER_BREATH === 0) await work.breathe({ phase, done, total: null });
  }
}

/** The lists of cited events, one event after the other. */
class ReferenceColumn {
  readonly #held = new CsrBuilder();
  readonly #missing = new Map<number, string[]>();
  #index = 0;

  add(ids: readonly string[], indexOfId: ReadonlyMap<string, number>): void {
    for (const id of ids) {
      const index = indexOfId.get(id);
      if (index !== undefined) this.#held.add(index);
      else this.#addMissing(id);
    }
    this.#held.endNode();
    this.#index++;
  }

  build(): References {
    return { held: this.#held.build(), missing: this.#missing };
  }

  #addMissing(id: string): void {
    const list = this.#missing.get(this.#index);
    if (list) list.push(id);
    else this.#missing.set(this.#index, [id]);
  }
}
