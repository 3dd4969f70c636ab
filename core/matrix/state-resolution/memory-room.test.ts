import { expect, test } from 'vitest';
import { symbolicPdu } from '../event/symbolic-pdu';
import { MemoryRoom } from './memory-room';
import { roomMemoryOf } from './room-memory';

function event(id: string, cited: readonly string[]) {
  return symbolicPdu({ event_id: id, type: 'x', state_key: id, auth_events: [...cited] });
}

test('an auth event that arrives later is cited from then on, in the order of the event', () => {
  const room = new MemoryRoom();
  const citing = room.add(event('$C', ['$A', '$MISSING', '$B']));
  expect([...room.authEvents(citing)]).toEqual([]);
  const b = room.add(event('$B', []));
  expect([...room.authEvents(citing)]).toEqual([b]);
  const a = room.add(event('$A', ['$A']));
  expect([...room.authEvents(citing)]).toEqual([a, b]);
  expect([...room.authEvents(a)]).toEqual([a]);
});

test('edges are seen from the cited end by state events alone', () => {
  const room = new MemoryRoom();
  const a = room.add(event('$A', []));
  const b = room.add(event('$B', ['$A']));
  room.add(symbolicPdu({ event_id: '$M', type: 'm.room.message', auth_events: ['$A'] }));
  const c = room.add(event('$C', ['$A']));
  const { authEdges } = room;
  const citing: number[] = [];
  for (let at = authEdges.firstCiting(a); at !== 0; at = authEdges.nextCiting(at))
    citing.push(authEdges.citing(at));
  expect(citing).toEqual([c, b]);
  expect(authEdges.firstCiting(c)).toBe(0);
});

test('the create event is the first accepted one with the empty state key', () => {
  const room = new MemoryRoom();
  const create = (id: string, stateKey: string | null) =>
    room.add(symbolicPdu({ event_id: id, type: 'm.room.create', state_key: stateKey }));
  create('$MESSAGE', null);
  create('$OTHER_KEY', 'x');
  expect(room.createEvent).toBe(0);
  const refused = create('$REFUSED', '');
  expect(room.createEvent).toBe(refused);
  room.reject(refused);
  const created = create('$CREATE', '');
  create('$SECOND', '');
  expect(room.createEvent).toBe(created);
});

test('what resolution remembers is forgotten when a missing auth event arrives', () => {
  const room = new MemoryRoom();
  const citing = room.add(event('$C', ['$A']));
  expect(roomMemoryOf(room).rank(citing)).toBe(citing);
  const a = room.add(event('$A', []));
  const memory = roomMemoryOf(room);
  expect(memory.rank(citing)).toBeGreaterThan(memory.rank(a));
});
