import { expect, test } from 'vitest';
import { required } from '../../base/assert';
import { symbolicPdu } from '../event/symbolic-pdu';
import { roomVersionRules } from '../room-versions/versions';
import { MemoryRoom } from '../state-resolution/memory-room';
import { RoomReplay } from './room-replay';

const RULES = required(roomVersionRules('10'), 'version 10');
const ALICE = '@alice:a';

/** `$CREATE <- $ALICE`, then whatever a test receives. */
function begun() {
  const replay = new RoomReplay(new MemoryRoom(), RULES);
  const receive = (event_id: string, prev_events: string[], fields: object, byFormat = false) =>
    replay.receive(
      symbolicPdu({
        event_id,
        room_id: '!r:a',
        sender: ALICE,
        content: {},
        prev_events,
        auth_events: ['$CREATE', '$ALICE'],
        ...fields,
      }),
      byFormat,
    );
  const create = { type: 'm.room.create', state_key: '', auth_events: [] };
  receive('$CREATE', [], { ...create, content: { creator: ALICE } });
  const join = { type: 'm.room.member', state_key: ALICE, content: { membership: 'join' } };
  receive('$ALICE', ['$CREATE'], { ...join, auth_events: ['$CREATE'] });
  const topic = (id: string, prev: string[], byFormat = false) =>
    receive(id, prev, { type: 'm.room.topic', state_key: '' }, byFormat);
  const idsAfter = (id: string) => {
    const state = replay.stateAfter(id);
    return state && replay.room.idsOf(state);
  };
  return { replay, topic, idsAfter };
}

test('the state after a rejected event is the state before it', () => {
  const { topic, idsAfter } = begun();
  topic('$TOPIC', ['$ALICE'], true);
  expect(idsAfter('$TOPIC')).toEqual(['$ALICE', '$CREATE']);
});

test('parents that are missing are left out', () => {
  const { topic, idsAfter } = begun();
  topic('$TOPIC', ['$MISSING', '$ALICE']);
  expect(idsAfter('$TOPIC')).toEqual(['$ALICE', '$CREATE', '$TOPIC']);
});

test('without any parent the state is not known, and the event is judged by its auth events', () => {
  const { replay, topic, idsAfter } = begun();
  const { byAuthEvents, byStateBefore } = topic('$STRAY', ['$MISSING']);
  expect({ byAuthEvents, byStateBefore }).toEqual({ byAuthEvents: null, byStateBefore: null });
  expect(idsAfter('$STRAY')).toBeUndefined();
  expect(replay.resolutionAfter(['$STRAY'])).toBeNull();
  topic('$CHILD', ['$STRAY', '$ALICE']);
  expect(idsAfter('$CHILD')).toEqual(['$ALICE', '$CHILD', '$CREATE']);
});

test('states that differ are resolved', () => {
  const { replay, topic } = begun();
  topic('$ONE', ['$ALICE']);
  topic('$TWO', ['$ALICE']);
  const resolved = required(replay.resolutionAfter(['$ONE', '$TWO']), 'known');
  expect(replay.room.idsOf(resolved)).toEqual(['$ALICE', '$CREATE', '$TWO']);
});
