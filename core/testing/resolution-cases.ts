/**
 * Cases of state resolution, small: `$create <- $alice`, from which two topics go out, `$early` and
 * `$late`, listed in no order. Events have what they need and no more.
 */
export const ALICE = '@alice:x';
export const CREATE = { event_id: '$create', type: 'm.room.create', state_key: '', content: {} };
const JOIN = {
  event_id: '$alice',
  type: 'm.room.member',
  state_key: ALICE,
  content: { membership: 'join' },
  prev_events: ['$create'],
  auth_events: ['$create'],
};
const topic = (event_id: string, origin_server_ts: number) => ({
  event_id,
  type: 'm.room.topic',
  state_key: '',
  content: {},
  origin_server_ts,
  prev_events: ['$alice'],
  auth_events: ['$create', '$alice'],
});
const EVENTS = [topic('$late', 2), CREATE, JOIN, topic('$early', 1)].map((event) => ({
  room_id: '!r:x',
  sender: ALICE,
  ...event,
}));
export const BASE: readonly (readonly string[])[] = [
  ['m.room.create', '', '$create'],
  ['m.room.member', ALICE, '$alice'],
];
export const WITH_LATE = [...BASE, ['m.room.topic', '', '$late']];
export const WITH_EARLY = [...BASE, ['m.room.topic', '', '$early']];
const COMMON = { algorithm: 'v2', room_version: '11', events: EVENTS };

/** Two states to resolve. */
export const SETS = {
  id: 'sets',
  kind: 'state-res',
  ...COMMON,
  state_sets: [WITH_EARLY, WITH_LATE],
};

/** The same events as a graph of prev events. */
export const GRAPH = { id: 'leaves', kind: 'state-res-dag', ...COMMON };

/** Right, wrong and open ones, of both forms. */
export const CASES = [
  { ...SETS, expected_state: WITH_LATE },
  { ...SETS, id: 'wrong', expected_state: WITH_EARLY },
  { ...SETS, id: 'open' },
  { ...GRAPH, expected_state: WITH_LATE },
  {
    ...GRAPH,
    id: 'end',
    start_event: '$alice',
    end_event: '$early',
    expected_delta: [['m.room.topic', '', '$early']],
  },
  { ...GRAPH, id: 'delta', start_event: '$create', end_event: '$early', expected_delta: [] },
];
export const ndjson = (cases: readonly unknown[]) =>
  cases.map((each) => JSON.stringify(each)).join('\n');
