import { type KeyStep, keyHistory } from '../../../analysis/difference/key-history';
import { listed } from '../../../analysis/text/words';
import type { Work } from '../../../base/work';
import type { KeyHistory, KeyHistoryStep, MembershipSpan } from '../../state-questions';
import { RecentMap } from '../recent-map';
import type { RoomModel } from '../room-model';
import { checkPage, EntryWords } from './entry-words';

/** Steps of a membership that are drawn as spans; more are only listed. */
const MOST_SPANS = 1000;
const KEPT = 8;
const kept = new WeakMap<RoomModel, RecentMap<Promise<readonly KeyStep[]>>>();

interface Key {
  readonly type: string;
  readonly stateKey: string;
}

/** What one key of the state went through, in display order. */
export async function roomKeyHistory(
  model: RoomModel,
  key: Key,
  from: number,
  to: number,
  work: Work,
): Promise<KeyHistory> {
  checkPage(from, to);
  const all = await stepsOf(model, key, work);
  const asked = all.slice(from, to);
  const words = new EntryWords(
    model,
    asked.flatMap(({ row, before, after }) => [
      model.events.eventNid[row] ?? 0,
      ...before.slice(0, MOST_BEFORE),
      after,
    ]),
  );
  const isMembership = key.type === 'm.room.member' && all.length <= MOST_SPANS;
  return {
    key: model.keys.key(key.type, key.stateKey),
    rows: model.events.count,
    total: all.length,
    steps: asked.map((step) => stepText(model, key, step, words)),
    membership: isMembership && from === 0 ? spansOf(model, all) : null,
  };
}

/** Pages of one history are cut from one list; an unfinished reading that was given up is not kept. */
async function stepsOf(model: RoomModel, key: Key, work: Work): Promise<readonly KeyStep[]> {
  const recent = kept.get(model) ?? new RecentMap<Promise<readonly KeyStep[]>>(KEPT);
  kept.set(model, recent);
  const name = JSON.stringify([key.type, key.stateKey]);
  try {
    return await recent.get(name, () => readSteps(model, key, work));
  } catch (error) {
    recent.forget(name);
    throw error;
  }
}

async function readSteps(model: RoomModel, key: Key, work: Work): Promise<readonly KeyStep[]> {
  const { events, states, sharing, room } = model;
  const typeNid = room.storage.eventTypes.find(key.type);
  const stateKeyNid = room.storage.eventStateKeys.find(key.stateKey);
  const tuple =
    typeNid === undefined || stateKeyNid === undefined
      ? 0
      : states.tuples.find(typeNid, stateKeyNid);
  return tuple === 0 ? [] : keyHistory(events, states, sharing, tuple, work);
}

/** A merge may have any number of parents. */
const MOST_BEFORE = 8;

function stepText(model: RoomModel, key: Key, step: KeyStep, words: EntryWords): KeyHistoryStep {
  const eventNid = model.events.eventNid[step.row] ?? 0;
  const text = words.text(eventNid);
  const before = step.before.slice(0, MOST_BEFORE);
  return {
    kind: step.kind,
    row: step.row,
    eventNid,
    sentence: step.kind === 'set' ? (text?.sentence ?? '') : metWords(step),
    glyph: step.kind === 'set' ? (text?.glyph ?? 'state') : 'message',
    lines: linesOf(key, { ...step, before }, words),
    before: before.map((nid) => words.ref(nid)).filter((ref) => ref !== null),
    after: words.ref(step.after),
  };
}

/** From each entry that was there and did not stay to the one that did. */
function linesOf(key: Key, { before, after }: KeyStep, words: EntryWords): readonly string[] {
  return before.filter((nid) => nid !== after).flatMap((nid) => words.change(key, nid, after));
}

function metWords({ kind, before, after }: KeyStep): string {
  const others = before.filter((nid) => nid !== after && nid !== 0);
  const lost = others.length === 0 ? '' : ` over ${eventsListed(others)}`;
  if (kind === 'given')
    return after === 0
      ? 'The server’s state has no entry any more'
      : `The server was given event ${after}${lost}`;
  if (after === 0) return 'Branches met: the entry was not kept';
  return `Branches met: event ${after} won${lost}`;
}

function eventsListed(nids: readonly number[]): string {
  return `${nids.length === 1 ? 'event' : 'events'} ${listed(nids)}`;
}

/** Stretches of rows between the steps; what merges and sets at one row is told by the last. */
function spansOf(model: RoomModel, steps: readonly KeyStep[]): MembershipSpan[] {
  const words = new EntryWords(
    model,
    steps.map(({ after }) => after),
  );
  const spans: MembershipSpan[] = [];
  let from = 0;
  let membership = 'absent';
  for (const step of steps) {
    const next = words.ref(step.after)?.value ?? 'absent';
    if (next === membership) continue;
    if (step.row > from) spans.push({ from, to: step.row, membership });
    from = step.row;
    membership = next;
  }
  if (from < model.events.count) spans.push({ from, to: model.events.count, membership });
  return spans;
}
