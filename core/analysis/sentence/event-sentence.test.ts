import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../matrix/event/json';
import { type Names, namesByDisplayName, namesByLocalpart } from '../text/names';
import type { EventFacts } from './event-facts';
import { eventSentence, toneOf } from './event-sentence';

const UNSAFE = /\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

const names = namesByLocalpart(['a.test:1', 'b.test:2']);
const single = namesByLocalpart(['a.test:1']);
const sample = namesByDisplayName(
  new Map([
    ['@alice:a.test:1', 'Alice'],
    ['@bob:b.test:2', 'Bob'],
  ]),
);

function event(type: string, content: JsonObject, more: Partial<EventFacts> = {}): EventFacts {
  return {
    type,
    stateKey: null,
    sender: '@alice:a.test:1',
    content,
    replaced: null,
    refused: false,
    redaction: null,
    target: null,
    ...more,
  };
}

function state(type: string, content: JsonObject, more: Partial<EventFacts> = {}): EventFacts {
  return event(type, content, { stateKey: '', ...more });
}

function member(membership: string, more: Partial<EventFacts> = {}): EventFacts {
  return state('m.room.member', { membership }, { stateKey: '@alice:a.test:1', ...more });
}

function ofBob(membership: string, replaced: JsonObject | null = null): EventFacts {
  return member(membership, { stateKey: '@bob:b.test:2', replaced });
}

function say(facts: EventFacts, by: Names = names): string {
  return eventSentence(facts, by);
}

describe('memberships', () => {
  it.each([
    [member('join'), 'alice (a) joined'],
    [member('join', { replaced: { membership: 'invite' } }), 'alice (a) joined'],
    [member('join', { replaced: { membership: 'join' } }), 'alice (a) joined again'],
    [member('leave'), 'alice (a) left'],
    [member('leave', { replaced: { membership: 'invite' } }), 'alice (a) rejected the invitation'],
    [member('leave', { replaced: { membership: 'knock' } }), 'alice (a) took back the knock'],
    [member('knock'), 'alice (a) knocked'],
    [ofBob('invite'), 'alice (a) invited bob (b)'],
    [ofBob('ban'), 'alice (a) banned bob (b)'],
    [ofBob('leave', { membership: 'join' }), 'alice (a) removed bob (b)'],
    [ofBob('leave', { membership: 'ban' }), 'alice (a) unbanned bob (b)'],
    [ofBob('leave', { membership: 'invite' }), 'alice (a) took back the invitation of bob (b)'],
    [ofBob('leave', { membership: 'knock' }), 'alice (a) turned down the knock of bob (b)'],
    [ofBob('dance'), 'alice (a) set the membership of bob (b) to “dance”'],
    [state('m.room.member', {}), 'alice (a) set no membership for (no user)'],
  ])('%# %o', (facts, sentence) => {
    expect(say(facts)).toBe(sentence);
  });

  it.each([
    [{ displayname: 'Al' }, {}, 'alice (a) is now called “Al”'],
    [
      { displayname: 'Al', avatar_url: 'mxc://x' },
      {},
      'alice (a) is now called “Al”, with a changed avatar',
    ],
    [{}, { displayname: 'Al' }, 'alice (a) removed the display name'],
    [{ avatar_url: 'mxc://x' }, {}, 'alice (a) changed the avatar'],
    [{}, { avatar_url: 'mxc://x' }, 'alice (a) removed the avatar'],
    [{ avatar_url: '' }, {}, 'alice (a) joined again'],
  ])('profile %o after %o', (now, before, sentence) => {
    const facts = state(
      'm.room.member',
      { membership: 'join', ...now },
      { stateKey: '@alice:a.test:1', replaced: { membership: 'join', ...before } },
    );
    expect(say(facts)).toBe(sentence);
  });
});

describe('room state', () => {
  it.each([
    ['m.room.create', {}, 'created the room'],
    ['m.room.name', { name: 'harbor' }, 'named the room “harbor”'],
    ['m.room.name', { name: '' }, 'removed the room’s name'],
    ['m.room.topic', { topic: 'Storage 101' }, 'set the topic to “Storage 101”'],
    ['m.room.topic', {}, 'removed the topic'],
    ['m.room.power_levels', { users: 7 }, 'set power levels'],
    ['m.room.join_rules', { join_rule: 'public' }, 'set the join rule to public'],
    ['m.room.join_rules', { join_rule: ['x'] }, 'set no join rule'],
    [
      'm.room.history_visibility',
      { history_visibility: 'shared' },
      'made history visible to all members',
    ],
    ['m.room.history_visibility', { history_visibility: 'x' }, 'set the history visibility to “x”'],
    ['m.room.guest_access', { guest_access: 'can_join' }, 'let guests join'],
    ['m.room.encryption', {}, 'turned on encryption'],
    ['m.room.server_acl', {}, 'set which servers may take part'],
    ['m.room.canonical_alias', { alias: '#x:y' }, 'set the main address to #x:y'],
    ['m.room.canonical_alias', { alt_aliases: ['#x:y'] }, 'changed the room’s addresses'],
    ['m.room.canonical_alias', {}, 'removed the main address'],
    ['m.room.avatar', { url: 'mxc://x' }, 'changed the room’s picture'],
    ['m.room.avatar', {}, 'removed the room’s picture'],
    ['m.room.tombstone', {}, 'replaced the room with a new one'],
    ['m.room.pinned_events', {}, 'changed the pinned messages'],
    ['com.example.note', { v: 1 }, 'set com.example.note'],
    ['com.example.note', {}, 'cleared com.example.note'],
    ['m.room.third_party_invite', { display_name: 'b…@x' }, 'invited “b…@x” by address'],
    ['constructor', { v: 1 }, 'set constructor'],
  ])('%s %o', (type, content, words) => {
    expect(say(state(type, content as JsonObject))).toBe(`alice (a) ${words}`);
  });

  it('names the state key', () => {
    const note = state('com.example.note', { v: 1 }, { stateKey: 'n4' });
    expect(say(note)).toBe('alice (a) set com.example.note “n4”');
    expect(say({ ...note, stateKey: '@bob:b.test:2' })).toBe(
      'alice (a) set com.example.note for bob (b)',
    );
    expect(say(state('m.space.child', { via: ['a'] }, { stateKey: '!r:a' }))).toBe(
      'alice (a) added !r:a to the space',
    );
    expect(say(state('m.space.parent', {}, { stateKey: '!s:a' }))).toBe(
      'alice (a) took the room out of the space !s:a',
    );
    expect(say(state('m.room.aliases', {}, { stateKey: 'a.test' }))).toBe(
      'alice (a) changed the room’s addresses on a.test',
    );
  });

  it('does not read a redacted value as a removed one', () => {
    const removed = state('m.room.topic', {}, { redaction: { by: '@bob:b.test:2' } });
    expect(say(removed)).toBe('alice (a) set the topic (content removed by bob (b))');
    expect(toneOf(removed)).toBe('state');
  });
});

describe('messages', () => {
  const text = event('m.room.message', { msgtype: 'm.text', body: 'Hello?' });

  it('names the speaker except in samples', () => {
    expect(say(text)).toBe('alice (a): “Hello?”');
    expect(say(text, single)).toBe('alice: “Hello?”');
    expect(say(text, sample)).toBe('“Hello?”');
  });

  it.each([
    ['m.room.message', { msgtype: 'm.emote', body: 'waves' }, '* alice (a) waves'],
    [
      'm.room.message',
      { msgtype: 'm.image', body: 'cat.png' },
      'alice (a) sent an image “cat.png”',
    ],
    [
      'm.room.message',
      { msgtype: 'm.file', body: 'a caption', filename: 'a.pdf' },
      'alice (a) sent a file “a.pdf”',
    ],
    ['m.room.message', { body: 7 }, 'alice (a) sent a message without text'],
    ['m.room.encrypted', {}, 'alice (a) sent an encrypted message'],
    ['m.reaction', { 'm.relates_to': { key: '😀' } }, 'alice (a) reacted with 😀'],
    ['m.reaction', { 'm.relates_to': 'x' }, 'alice (a) reacted'],
    ['m.room.redaction', {}, 'alice (a) removed a message'],
    ['com.example.ping', {}, 'alice (a) sent com.example.ping'],
  ])('%s %o', (type, content, sentence) => {
    expect(say(event(type, content as JsonObject))).toBe(sentence);
  });

  it('says who removed a message', () => {
    const removed = event('m.room.message', {}, { redaction: { by: '@bob:b.test:2' } });
    expect(say(removed)).toBe('Message removed by bob (b)');
    expect(toneOf(removed)).toBe('removed');
    expect(say({ ...removed, type: 'm.reaction', redaction: { by: null } })).toBe(
      'Reaction removed',
    );
  });
});

describe('refused events', () => {
  it('say what was tried', () => {
    expect(say({ ...ofBob('ban'), refused: true })).toBe('alice (a) tried to ban bob (b)');
    expect(say({ ...member('join'), refused: true })).toBe('alice (a) tried to join');
    const text = event('m.room.message', { body: 'x' }, { refused: true });
    expect(say(text)).toBe('alice (a) tried to send “x”');
    expect(toneOf(text)).toBe('refused');
  });
});

describe('hostile content', () => {
  it('is neutralised and cut', () => {
    const body = `a\u202Eb\u0007\n${'x'.repeat(400)}`;
    const sentence = say(event('m.room.message', { body }));
    expect(sentence.startsWith('alice (a): “ab\uFFFD xxx')).toBe(true);
    expect(sentence.endsWith('x…”')).toBe(true);
    expect(sentence.length).toBeLessThan(330);
  });

  it('never breaks a sentence', () => {
    const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;
    const types = fc.constantFrom(
      'm.room.member',
      'm.room.name',
      'm.room.message',
      'm.reaction',
      'm.space.child',
      'm.room.canonical_alias',
      '__proto__',
      '',
    );
    const fields = ['membership', 'displayname', 'body', 'msgtype', 'm.relates_to', 'via', 'alias'];
    const content = fc.dictionary(
      fc.constantFrom(...fields, 'name'),
      json,
    ) as fc.Arbitrary<JsonObject>;
    const anyText = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(types, content, content, anyText, anyText, fc.boolean(), (...args) => {
        const [type, first, replaced, sender, key, refused] = args;
        const facts = state(type, first, { replaced, sender, stateKey: key, refused });
        for (const some of [facts, { ...facts, stateKey: null }]) {
          const sentence = say(some);
          expect(sentence.length).toBeGreaterThan(0);
          expect(sentence).not.toMatch(UNSAFE);
          expect(sentence.length).toBeLessThan(1000);
        }
      }),
    );
  });
});
