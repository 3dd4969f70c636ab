import type { EventInspection, EventLink } from '../../../core/contract/room-view';
import { EventGlyph } from '../../graph/glyphs';
import { EventNidLink } from '../../widgets/nid-links';
import { counted, utcTime } from '../../widgets/numbers';
import { Fact, Facts } from './facts';
import { JsonView } from './json-view';
import { Section } from './section';

export function EventTab({ event }: { readonly event: EventInspection }) {
  return (
    <>
      <Section title="Facts">
        <Facts>
          <Fact name="Event NID">{event.eventNid}</Fact>
          <Fact name="Type" mono>
            {event.type}
          </Fact>
          {event.stateKey === null ? null : (
            <Fact name="State key" mono>
              {event.stateKey === '' ? '“”' : event.stateKey}
            </Fact>
          )}
          <Fact name="Sender" mono>
            {event.sender}
          </Fact>
          <Fact name="Sent">{utcTime(event.originServerTs)} UTC</Fact>
          <Fact name="Depth">{event.depth}</Fact>
          <Fact name="Content hash">{event.contentHash}</Fact>
          <Fact name="Event ID" mono>
            {event.eventId}
          </Fact>
        </Facts>
      </Section>
      <Links title="Previous events" links={event.prevEvents} none="None: the room begins here." />
      <Links title="Next events" links={event.children} none="None: no event here follows it." />
      <Links title="Auth events" links={event.authEvents} none="None are cited." />
      <Section title="JSON as stored" aside={counted(event.json.length, 'character')}>
        <JsonView json={event.json} />
      </Section>
    </>
  );
}

interface LinksProps {
  readonly title: string;
  readonly links: readonly EventLink[];
  readonly none: string;
}

function Links({ title, links, none }: LinksProps) {
  return (
    <Section title={title} aside={links.length > 0 ? String(links.length) : ''}>
      {links.length === 0 ? <p className="quiet-text">{none}</p> : <EventLinks links={links} />}
    </Section>
  );
}

/** Events as rows of glyph, sentence and NID; those that are not held cannot be chosen. */
export function EventLinks({ links }: { readonly links: readonly EventLink[] }) {
  return (
    <ul className="entry-list">
      {links.map((link) => (
        <li key={link.eventId}>
          {link.row === null ? (
            <span className="entry-row missing">
              <span />
              <span className="mono entry-wide">{link.eventId}</span>
              <span className="quiet-text">not held</span>
            </span>
          ) : (
            <EventNidLink eventNid={link.eventNid} row={link.row} className="entry-row">
              <EventGlyph glyph={link.glyph} />
              <span className="entry-wide">{link.sentence}</span>
              <span className="entry-nid">{link.eventNid}</span>
            </EventNidLink>
          )}
        </li>
      ))}
    </ul>
  );
}
