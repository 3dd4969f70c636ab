import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSPECTOR_TABS } from './inspector-tab';
import { isSameThing, LINK_SCHEME, type Link, linkText, parseLink } from './link';

const links: fc.Arbitrary<Link> = fc.record({
  source: fc.oneof(
    fc.record({ kind: fc.constant('sample' as const), id: fc.string() }),
    fc.record({
      kind: fc.constant('file' as const),
      name: fc.string({ unit: 'grapheme' }),
      events: fc.nat(1e9),
    }),
  ),
  roomId: fc.string({ minLength: 1, unit: 'grapheme' }),
  selection: fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc.record({ kind: fc.constant('event' as const), eventId: fc.string() }),
    fc.record({ kind: fc.constant('block' as const), blockNid: fc.nat() }),
    fc.record({ kind: fc.constant('snapshot' as const), snapshotNid: fc.nat() }),
  ),
  side: fc.constantFrom('before', 'after'),
  tab: fc.option(fc.constantFrom(...INSPECTOR_TABS)),
  place: fc.option(
    fc.record({ row: fc.nat(1e9), pixelsPerRow: fc.constantFrom(24, 12.5, 1.000001, 0.001) }),
  ),
});

describe('a link', () => {
  it('comes back as it was, from every form in which it is passed on', () => {
    fc.assert(
      fc.property(links, (link) => {
        const text = linkText(link);
        const forms = [text, `#${text}`, `http://127.0.0.1:1/#${text}`, LINK_SCHEME + text];
        for (const form of forms) expect(parseLink(form)).toEqual(link);
      }),
    );
  });

  it('is read from any text without failing', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `#v1?room=a&sample=b&${text}`),
    );
    fc.assert(fc.property(noise, (text) => void parseLink(text)));
  });

  it.each([
    '',
    '#',
    '#v2?sample=a&room=b',
    '#v1?room=b',
    '#v1?sample=a',
    '#v1?sample=a&room=b&block=-1',
    '#v1?sample=a&room=b&side=now',
    `#v1?sample=a&room=${'b'.repeat(10_000)}`,
  ])('is not %j', (text) => {
    expect(parseLink(text)).toBeNull();
  });

  it('shows the same thing wherever it is scrolled to, and another where another is selected', () => {
    const link: Link = {
      source: { kind: 'sample', id: 'a' },
      roomId: '!a:b',
      selection: { kind: 'event', eventId: '$a' },
      side: 'before',
      tab: null,
      place: null,
    };
    const place = { row: 4, pixelsPerRow: 24 };
    expect(isSameThing(link, { ...link, side: 'after', tab: 'verdict', place })).toBe(true);
    expect(isSameThing(link, { ...link, selection: { kind: 'none' } })).toBe(false);
    expect(isSameThing(link, { ...link, roomId: '!c:b' })).toBe(false);
  });
});
