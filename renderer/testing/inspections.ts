import type {
  BlockInspection,
  EventInspection,
  StateEntryText,
  StateSide,
} from '../../core/contract/room-view';

/** Hand-made inspections for tests of the screen; the numbers are those of a recorded merge. */

export function entryText(eventNid: number, key: string, value = 'joined'): StateEntryText {
  return {
    eventNid,
    eventId: `$event${eventNid}`,
    row: eventNid - 225,
    type: 'm.room.member',
    stateKey: key,
    key: `member · ${key}`,
    value,
    sentence: `${key} joined`,
    glyph: 'member',
  };
}

export function stateSide(over: Partial<StateSide> = {}): StateSide {
  return {
    known: true,
    incomplete: false,
    snapshotNid: 752,
    blocks: [{ blockNid: 740, kind: 'full', entries: 20, sentence: null, eventNid: null }],
    making: {
      label: 'full_state_with_conflicts',
      derived: true,
      headline: 'Full copy at a merge: conflicted keys resolved.',
      detail: 'Three branches met and disagreed on 10 keys.',
    },
    sharedBy: [752, 785, 787],
    bytes: 81,
    state: { total: 1, entries: [entryText(391, 'u1 (a)')] },
    ...over,
  };
}

export function eventInspection(over: Partial<EventInspection> = {}): EventInspection {
  return {
    eventNid: 558,
    eventId: '$3hnoz9etcH_OicJSOLLY7YE0T9GjsnpNophX1UrP4Y0',
    row: 57,
    glyph: 'message',
    flags: 0,
    sentence: 'adm (c): “merge by c”',
    type: 'm.room.message',
    stateKey: null,
    sender: '@adm:c.example.org',
    depth: '35',
    originServerTs: 0,
    contentHash: 'Valid',
    json: '{"depth":35,"type":"m.room.message"}',
    prevEvents: [],
    children: [],
    authEvents: [],
    verdict: 'accepted',
    verdictText: 'Accepted',
    verdictNote: null,
    ladder: ['format', 'auth_events', 'state_before', 'current_state'].map((level) => ({
      level,
      ok: true,
      rule_id: null,
      because: null,
      evidence: [],
    })),
    evidence: [],
    before: stateSide(),
    after: stateSide(),
    change: null,
    merge: null,
    ...over,
  };
}

export function blockInspection(over: Partial<BlockInspection> = {}): BlockInspection {
  return {
    blockNid: 129,
    kind: 'full',
    making: {
      label: 'full_state_no_conflicts',
      derived: true,
      headline: 'Full copy: the snapshot had 64 blocks, the limit.',
      detail: 'Event 291, big0 set power levels, would have added a 65th.',
    },
    sharedBy: Float64Array.from([130, 132, 134]),
    sharedBeforeNoEvent: 0,
    beforeEvents: 309,
    usedText: 'before events 292 to 600',
    firstRow: 291,
    lastRow: 599,
    entries: { total: 2, entries: [entryText(10, 'big3')] },
    swept: Uint8Array.from([1, 0, 1]),
    bytes: 111,
    hash: 'e3257da7000000000000000014fa3d78',
    stored: '[1,4]',
    ...over,
  };
}
