import { Fragment } from 'react';
import { BlockLink, EventNidLink, SnapshotLink } from './nid-links';

type Kind = 'event' | 'snapshot' | 'block';

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: Kind; readonly nid: number };

/** What people wrote stands in these quotes, and is never a link. */
const QUOTED = /(“[^”]*”)/;
/** "events 585, 586 and 590", "The next events, 585 and 586" */
const NUMBERED = /\b(event|snapshot|block)s?,? (\d+(?:(?:, | and | to )\d+)*)/gi;

/** A sentence of the engine, cut so that the numbers of events, snapshots and blocks are links. */
export function textParts(sentence: string): readonly TextPart[] {
  return sentence
    .split(QUOTED)
    .flatMap((piece) => (piece.startsWith('“') ? [textPart(piece)] : unquotedParts(piece)));
}

function unquotedParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(NUMBERED)) {
    const [whole, noun = '', numbers = ''] = match;
    const start = match.index + whole.length - numbers.length;
    parts.push(textPart(text.slice(done, start)));
    for (const piece of numbers.split(/(\d+)/)) {
      const nid = Number(piece);
      parts.push(piece !== '' && nid > 0 ? { kind: kindOf(noun), nid } : textPart(piece));
    }
    done = start + numbers.length;
  }
  parts.push(textPart(text.slice(done)));
  return parts.filter((part) => part.kind !== 'text' || part.text !== '');
}

function textPart(text: string): TextPart {
  return { kind: 'text', text };
}

function kindOf(noun: string): Kind {
  const lower = noun.toLowerCase();
  return lower === 'event' || lower === 'snapshot' ? lower : 'block';
}

export function LinkedText({ text }: { readonly text: string }) {
  return textParts(text).map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move.
    return <Fragment key={index}>{drawn(part)}</Fragment>;
  });
}

function drawn(part: TextPart) {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'event') return <EventNidLink eventNid={part.nid} />;
  if (part.kind === 'snapshot') return <SnapshotLink nid={part.nid} />;
  return <BlockLink nid={part.nid} />;
}
