import { expect, test } from 'vitest';
import { nobleHashing } from '../../base/noble-hashing';
import { rulesOf } from '../testing/usual-room';
import type { JsonObject } from './json';
import { parseJson } from './parse-json';
import type { Pdu } from './pdu';
import { receivePdu } from './receive-pdu';
import { symbolicPdu } from './symbolic-pdu';

const EVENT = `{"event_id":"$e:a","room_id":"!r:a","type":"m.room.redaction","sender":"@alice:a",
 "content":{"redacts":"$other:a"},"depth":9223372036854775807,"origin_server_ts":9007199254740993,
 "prev_events":[["$p:a",{"sha256":"x"}]],"auth_events":[["$c:a",{"sha256":"x"}]],
 "hashes":{"sha256":"x"},"signatures":{"a":{"ed25519:1":"x"},"b":{}},
 "unsigned":{"redacted_because":{}}}`;

/** What is stored is read this way again: it must come out as when it was received. */
test('an event of version 1 is read as it is on receipt', () => {
  const value = parseJson(EVENT) as JsonObject;
  const received = receivePdu(value, new TextEncoder().encode(EVENT), rulesOf('1'), nobleHashing);
  const expected = (received as { value: { pdu: Pdu } }).value.pdu;
  expect({ ...symbolicPdu(value), content: {} }).toEqual(expected);
});
