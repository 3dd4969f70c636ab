import { isObject, type JsonObject } from '../../matrix/event/json';
import type { Names } from '../text/names';
import { oneLine, quoted, textOf } from '../text/safe-text';
import { keyInSentence } from '../text/type-labels';
import type { EventFacts } from './event-facts';
import { membershipPhrase } from './membership';
import { type Phrase, phrase } from './phrase';

const SHORT_LIMIT = 60;

/** What a state event says. Types without words of their own: "set com.example.note “n4”". */
export function statePhrase(event: EventFacts, names: Names): Phrase {
  if (event.type === 'm.room.member') return membershipPhrase(event, names);
  const words = WORDS.get(event.type);
  const stateKey = event.stateKey ?? '';
  if (words && (words.anyKey || stateKey === '')) {
    if (event.redaction && words.lostByRedaction) return words.lostByRedaction;
    return words.say(event.content, oneLine(stateKey, SHORT_LIMIT));
  }
  const key = keyInSentence(event.type, stateKey, names);
  const verb = Object.keys(event.content).length === 0 && !event.redaction ? 'cleared' : 'set';
  return phrase(`${verb} ${key}`, `${verb === 'set' ? 'set' : 'clear'} ${key}`);
}

interface Words {
  /** Also for state keys other than the empty one. */
  readonly anyKey?: true;
  /** Where redaction takes what the sentence would repeat. */
  readonly lostByRedaction?: Phrase;
  say(content: JsonObject, stateKey: string): Phrase;
}

/** Words with a value ("set the topic to “x”") and, for an empty value, without. */
function valued(set: string, field: string, removed: string): Words {
  return {
    lostByRedaction: phrase(`set ${removed}`, `set ${removed}`),
    say(content) {
      const value = textOf(content[field]);
      if (value === null) return phrase(`removed ${removed}`, `remove ${removed}`);
      const words = `${set} ${quoted(value)}`;
      return phrase(words, words);
    },
  };
}

function fixed(did: string, tried: string): Words {
  const words = phrase(did, tried);
  return { say: () => words };
}

const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['m.room.create', fixed('created the room', 'create the room')],
  ['m.room.power_levels', fixed('set power levels', 'set power levels')],
  ['m.room.encryption', fixed('turned on encryption', 'turn on encryption')],
  [
    'm.room.server_acl',
    fixed('set which servers may take part', 'set which servers may take part'),
  ],
  ['m.room.tombstone', fixed('replaced the room with a new one', 'replace the room')],
  ['m.room.pinned_events', fixed('changed the pinned messages', 'change the pinned messages')],
  ['m.room.name', { ...valued('named the room', 'name', 'the room’s name'), say: nameWords }],
  ['m.room.topic', valued('set the topic to', 'topic', 'the topic')],
  ['m.room.avatar', { say: avatarWords, lostByRedaction: changedPicture() }],
  ['m.room.join_rules', { say: joinRuleWords }],
  ['m.room.history_visibility', { say: historyWords }],
  ['m.room.guest_access', { say: guestWords }],
  ['m.room.canonical_alias', { say: mainAddressWords, lostByRedaction: changedAddresses() }],
  ['m.room.aliases', { anyKey: true, say: (_, server) => aliasesWords(server) }],
  ['m.room.third_party_invite', { anyKey: true, say: thirdPartyInviteWords }],
  ['m.space.child', { anyKey: true, say: spaceChildWords }],
  ['m.space.parent', { anyKey: true, say: spaceParentWords }],
]);

function nameWords(content: JsonObject): Phrase {
  const name = textOf(content.name);
  if (name === null) return phrase('removed the room’s name', 'remove the room’s name');
  return phrase(`named the room ${quoted(name)}`, `name the room ${quoted(name)}`);
}

function changedPicture(): Phrase {
  return phrase('changed the room’s picture', 'change the room’s picture');
}

function avatarWords(content: JsonObject): Phrase {
  return textOf(content.url) === null
    ? phrase('removed the room’s picture', 'remove the room’s picture')
    : changedPicture();
}

function joinRuleWords(content: JsonObject): Phrase {
  const rule = textOf(content.join_rule, SHORT_LIMIT);
  const words = rule === null ? 'set no join rule' : `set the join rule to ${rule}`;
  return phrase(words, words);
}

const READERS: ReadonlyMap<string, string> = new Map([
  ['world_readable', 'visible to anyone'],
  ['shared', 'visible to all members'],
  ['invited', 'visible to members from their invitation on'],
  ['joined', 'visible to members from their joining on'],
]);

function historyWords(content: JsonObject): Phrase {
  const visibility = textOf(content.history_visibility, SHORT_LIMIT);
  if (visibility === null) return phrase('set no history visibility', 'set no history visibility');
  const readers = READERS.get(visibility);
  if (readers) return phrase(`made history ${readers}`, `make history ${readers}`);
  const words = `set the history visibility to ${quoted(visibility)}`;
  return phrase(words, words);
}

function guestWords(content: JsonObject): Phrase {
  return content.guest_access === 'can_join'
    ? phrase('let guests join', 'let guests join')
    : phrase('kept guests out', 'keep guests out');
}

function changedAddresses(): Phrase {
  return phrase('changed the room’s addresses', 'change the room’s addresses');
}

function mainAddressWords(content: JsonObject): Phrase {
  const alias = textOf(content.alias, SHORT_LIMIT);
  if (alias !== null)
    return phrase(`set the main address to ${alias}`, `set the main address to ${alias}`);
  const others = content.alt_aliases;
  return Array.isArray(others) && others.length > 0
    ? changedAddresses()
    : phrase('removed the main address', 'remove the main address');
}

function aliasesWords(server: string): Phrase {
  const where = server === '' ? '' : ` on ${server}`;
  return phrase(`changed the room’s addresses${where}`, `change the room’s addresses${where}`);
}

function thirdPartyInviteWords(content: JsonObject): Phrase {
  const name = textOf(content.display_name, SHORT_LIMIT);
  if (name === null && Object.keys(content).length === 0)
    return phrase('took back an invitation by address', 'take back an invitation by address');
  const whom = name === null ? 'someone' : quoted(name);
  return phrase(`invited ${whom} by address`, `invite ${whom} by address`);
}

function spaceChildWords(content: JsonObject, room: string): Phrase {
  const which = room === '' ? 'a room' : room;
  return isLinked(content)
    ? phrase(`added ${which} to the space`, `add ${which} to the space`)
    : phrase(`took ${which} out of the space`, `take ${which} out of the space`);
}

function spaceParentWords(content: JsonObject, space: string): Phrase {
  const which = space === '' ? 'a space' : `the space ${space}`;
  return isLinked(content)
    ? phrase(`placed the room in ${which}`, `place the room in ${which}`)
    : phrase(`took the room out of ${which}`, `take the room out of ${which}`);
}

/** A space link without `via` is none (client-server API, "Spaces"). */
function isLinked(content: JsonObject): boolean {
  return isObject(content) && Array.isArray(content.via);
}
