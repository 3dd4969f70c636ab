import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../event/json';
import { symbolicPdu } from '../event/symbolic-pdu';
import { MemoryRoom } from './memory-room';
import type { EventNumber, ResolutionInput } from './resolver-types';
import { roomMemoryOf } from './room-memory';
import { withoutUnconflictedChain } from './unconflicted-chain';

/** A room of events `$0`, `$1`, ... with a state key each; `cites[i]` are the events that `$i` cites. */
function roomOf(cites: readonly (readonly number[])[]): MemoryRoom {
  const room = new MemoryRoom();
  for (const [at, cited] of cites.entries()) {
    const raw: JsonObject = {
      event_id: `$${at}`,
      type: 'x',
      state_key: String(at),
      auth_events: cited.map((each) => `$${each}`),
    };
    room.add(symbolicPdu(raw));
  }
  return room;
}

/** `read` counts how many unconflicted events were asked for. */
function inputOf(room: MemoryRoom, unconflicted: readonly EventNumber[]) {
  const held = new Set(unconflicted);
  const counter = { read: 0 };
  const input: ResolutionInput = {
    conflicted: [],
    stateSets: 2,
    events: room,
    unconflicted: {
      // Every event has a key of its own, so tuple and event numbers are the same.
      get: (tuple) => (held.has(tuple) ? tuple : 0),
      *events() {
        for (const event of unconflicted) {
          counter.read++;
          yield event;
        }
      },
    },
  };
  return { input, counter };
}

function chainsOf(room: MemoryRoom, from: readonly EventNumber[]): ReadonlySet<EventNumber> {
  const chain = new Set<EventNumber>();
  for (const queue = [...from]; queue.length > 0; ) {
    for (const cited of room.authEvents(queue.pop() ?? 0)) {
      if (!chain.has(cited)) queue.push(cited);
      chain.add(cited);
    }
  }
  return chain;
}

/** Up to 40 events; each cites by distance back, and says whether it is unconflicted or asked about. */
const graphs = fc.array(
  fc.record({ back: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }), role: fc.nat(3) }),
  { minLength: 1, maxLength: 40 },
);

describe('events without those in the chain of an unconflicted event', () => {
  it('are what a plain walk from all unconflicted events leaves', () => {
    fc.assert(
      fc.property(graphs, (events) => {
        const room = roomOf(
          events.map(({ back }, at) => back.filter((b) => b <= at).map((b) => at - b)),
        );
        const inRole = (role: number) =>
          events.flatMap((event, at) => (event.role === role ? [at + 1] : []));
        const { input } = inputOf(room, inRole(0));
        const asked = inRole(1);
        const chain = chainsOf(room, inRole(0));
        expect(withoutUnconflictedChain(asked, input, roomMemoryOf(room))).toEqual(
          asked.filter((event) => !chain.has(event)),
        );
      }),
    );
  });

  it('are found without walking the state where little cites them', () => {
    // $0 is cited by $1 alone; 20,000 unconflicted events cite $2.
    const room = roomOf([[], [0], [], ...Array.from({ length: 20_000 }, () => [2])]);
    const unconflicted = Array.from({ length: 20_000 }, (_, at) => at + 4);
    const { input, counter } = inputOf(room, unconflicted);
    expect(withoutUnconflictedChain([1, 2], input, roomMemoryOf(room))).toEqual([1, 2]);
    expect(counter.read).toBeLessThan(1000);
  });

  it('are found by walking a small state where much cites them', () => {
    // $0 and $1 are cited by 20,000 events that are in no state; $2, unconflicted, cites $0.
    const room = roomOf([[], [], [0], ...Array.from({ length: 20_000 }, () => [0, 1])]);
    const { input } = inputOf(room, [3]);
    const memory = roomMemoryOf(room);
    expect(withoutUnconflictedChain([1, 2], input, memory)).toEqual([2]);
  });

  it('are found on a cycle of auth events too', () => {
    // $1 -> $2 -> $3 -> $1 cite each other; $0, unconflicted, cites $3; $4 hangs on none.
    const room = roomOf([[3], [2], [3], [1], []]);
    const { input } = inputOf(room, [1]);
    const found = withoutUnconflictedChain([4, 3, 5], input, roomMemoryOf(room));
    expect(found).toEqual([5]);
  });
});
