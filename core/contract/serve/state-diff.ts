import type { DiffReport, Triple } from '../reports';
import type { StatePoint } from '../requests';
import type { OpenRoom } from './open-room';
import { pointText, stateAtPoint } from './state-points';

/** What differs between two states of a room. O(size of both). */
export function stateDiff(room: OpenRoom, a: StatePoint, b: StatePoint): DiffReport {
  const before = byKey(stateAtPoint(room, a).state);
  const after = byKey(stateAtPoint(room, b).state);
  const added: Triple[] = [];
  const changed: [string, string, string, string][] = [];
  for (const [key, triple] of after) {
    const old = before.get(key);
    if (!old) added.push(triple);
    else if (old[2] !== triple[2]) changed.push([triple[0], triple[1], old[2], triple[2]]);
  }
  const removed = [...before].filter(([key]) => !after.has(key)).map(([, triple]) => triple);
  return { a: pointText(a), b: pointText(b), added, removed, changed };
}

/** Insertion order is the sorted order of the triples. */
function byKey(triples: readonly Triple[]): Map<string, Triple> {
  return new Map(triples.map((triple) => [JSON.stringify([triple[0], triple[1]]), triple]));
}
