import { isObject } from '../../matrix/event/json';
import { oneLine, quoted, textOf } from '../text/safe-text';
import type { EventFacts, RemovedThing } from './event-facts';
import { type Phrase, phrase } from './phrase';

const SHORT_LIMIT = 60;

/** A sentence that is not "name, verb, object". */
export interface Saying {
  /** `said`: “text”. `acted`: an emote, told after the name. */
  readonly kind: 'said' | 'acted';
  readonly text: string;
}

/** The words of a text message or an emote; null for everything else. */
export function sayingOf(event: EventFacts): Saying | null {
  if (event.type !== 'm.room.message') return null;
  const kind = event.content.msgtype;
  if (typeof kind === 'string' && ATTACHMENTS.has(kind)) return null;
  const text = textOf(event.content.body);
  if (text === null) return null;
  return { kind: kind === 'm.emote' ? 'acted' : 'said', text };
}

/** What an event that is not a state event says, other than a {@link Saying}. */
export function messagePhrase(event: EventFacts): Phrase {
  switch (event.type) {
    case 'm.room.message':
      return attachmentPhrase(event);
    case 'm.room.redaction':
      return removalPhrase(event.target ?? 'message');
    case 'm.reaction':
      return reactionPhrase(event);
    case 'm.sticker':
      return sent('a sticker', textOf(event.content.body, SHORT_LIMIT));
    default: {
      const thing = PLAIN.get(event.type);
      return sent(thing ?? (oneLine(event.type, SHORT_LIMIT) || 'an event without type'), null);
    }
  }
}

const ATTACHMENTS: ReadonlyMap<string, string> = new Map([
  ['m.image', 'an image'],
  ['m.video', 'a video'],
  ['m.audio', 'a sound'],
  ['m.file', 'a file'],
  ['m.location', 'a location'],
]);

const PLAIN: ReadonlyMap<string, string> = new Map([
  ['m.room.encrypted', 'an encrypted message'],
  ['m.call.invite', 'a call'],
  ['m.call.answer', 'an answer to a call'],
  ['m.call.hangup', 'the end of a call'],
]);

function sent(thing: string, name: string | null): Phrase {
  const words = name === null ? thing : `${thing} ${quoted(name)}`;
  return phrase(`sent ${words}`, `send ${words}`);
}

function attachmentPhrase(event: EventFacts): Phrase {
  const kind = event.content.msgtype;
  const thing = typeof kind === 'string' ? ATTACHMENTS.get(kind) : undefined;
  if (!thing) return sent('a message without text', null);
  const fileName = textOf(event.content.filename, SHORT_LIMIT);
  return sent(thing, fileName ?? textOf(event.content.body, SHORT_LIMIT));
}

function removalPhrase(target: RemovedThing): Phrase {
  const what = target === 'state event' ? 'the content of a state event' : `a ${target}`;
  return phrase(`removed ${what}`, `remove ${what}`);
}

function reactionPhrase(event: EventFacts): Phrase {
  const relation = event.content['m.relates_to'];
  const key = isObject(relation) ? textOf(relation.key, SHORT_LIMIT) : null;
  return key === null
    ? phrase('reacted', 'react')
    : phrase(`reacted with ${key}`, `react with ${key}`);
}
