import type { Names } from '../text/names';
import { quoted } from '../text/safe-text';
import type { EventFacts } from './event-facts';
import { messagePhrase, type Saying, sayingOf } from './message';
import type { Phrase } from './phrase';
import { statePhrase } from './room-state';

/** How a sentence is set: `removed` in italics, `refused` in the colour of refusals. */
export type Tone = 'state' | 'message' | 'removed' | 'refused';

/**
 * The event as one sentence in plain words: who did what. Never throws, whatever the content; all text of
 * the event is neutralised and cut.
 */
export function eventSentence(event: EventFacts, names: Names): string {
  const sender = names.of(event.sender);
  if (event.stateKey === null) {
    if (event.redaction) return removedSentence(event, names);
    const saying = sayingOf(event);
    if (saying) return sayingSentence(saying, sender, event.refused, names);
    return told(sender, messagePhrase(event), event.refused);
  }
  const sentence = told(sender, statePhrase(event, names), event.refused);
  const by = event.redaction?.by;
  if (!event.redaction) return sentence;
  return typeof by === 'string'
    ? `${sentence} (content removed by ${names.of(by)})`
    : `${sentence} (content removed)`;
}

export function toneOf(event: EventFacts): Tone {
  if (event.refused) return 'refused';
  if (event.stateKey !== null) return 'state';
  return event.redaction ? 'removed' : 'message';
}

function told(sender: string, words: Phrase, refused: boolean): string {
  return refused ? `${sender} tried to ${words.tried}` : `${sender} ${words.did}`;
}

function sayingSentence(saying: Saying, sender: string, refused: boolean, names: Names): string {
  if (saying.kind === 'acted')
    return refused
      ? `${sender} tried to send ${quoted(`* ${saying.text}`)}`
      : `* ${sender} ${saying.text}`;
  if (refused) return `${sender} tried to send ${quoted(saying.text)}`;
  // In a sample the few speakers are no matter; the words are what the lesson follows.
  if (names.style === 'display-name') return quoted(saying.text);
  return `${sender}: ${quoted(saying.text)}`;
}

function removedSentence(event: EventFacts, names: Names): string {
  const thing = THINGS.get(event.type) ?? 'Event';
  const by = event.redaction?.by;
  return typeof by === 'string' ? `${thing} removed by ${names.of(by)}` : `${thing} removed`;
}

const THINGS: ReadonlyMap<string, string> = new Map([
  ['m.room.message', 'Message'],
  ['m.room.encrypted', 'Message'],
  ['m.sticker', 'Sticker'],
  ['m.reaction', 'Reaction'],
]);
