/** The server part of a user, room or event ID: what follows the first colon; null where there is none. */
export function serverOf(identifier: string): string | null {
  const colon = identifier.indexOf(':');
  return colon < 0 ? null : identifier.slice(colon + 1);
}

const encoder = new TextEncoder();
const MAX_BYTES = 255;

/** Shaped like a user ID: `@localpart:server`. What power levels and old events are held to. */
export function looksLikeUserId(text: string): boolean {
  return text.startsWith('@') && text.includes(':');
}

/** 32 bytes in unpadded base64 of either alphabet. */
const ROOM_KEY = /^[\dA-Za-z+/_-]{43}$/;

/** Shaped like the Ed25519 key by which a user goes in one room (`org.matrix.msc4014`). */
export function looksLikeRoomKey(text: string): boolean {
  return ROOM_KEY.test(text);
}

/** A full user ID with a server name of the grammar (appendices, "User identifiers"). */
export function isUserId(text: string): boolean {
  const server = serverOf(text);
  if (!text.startsWith('@') || server === null) return false;
  return isServerName(server) && encoder.encode(text).length <= MAX_BYTES;
}

const IPV6 = /^\[[\da-fA-F:.]{2,45}\](:\d{1,5})?$/;
const HOST = /^[\da-zA-Z.-]{1,255}(:\d{1,5})?$/;

function isServerName(server: string): boolean {
  return IPV6.test(server) || HOST.test(server);
}
