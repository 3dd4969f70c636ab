import { Tabs } from '@base-ui/react/tabs';
import { useEffect } from 'react';
import { type EventInspection, RowFlag } from '../../../core/contract/room-view';
import { EventGlyph } from '../../graph/glyphs';
import { type InspectorTab, useInspectorTab } from '../../state/inspector-tab';
import { useViewState } from '../../state/view-state';
import { CopyButton } from '../../widgets/copy-button';
import { EventTab } from './event-tab';
import { StateTab } from './state-tab';
import { VerdictTab } from './verdict-tab';

const TABS: readonly (readonly [InspectorTab, string])[] = [
  ['event', 'Event'],
  ['verdict', 'Verdict'],
  ['before', 'State before'],
  ['after', 'State after'],
];

export function EventInspector({ event }: { readonly event: EventInspection }) {
  const [tab, setTab] = useTab(event);
  return (
    <Tabs.Root
      className="inspector-tabs"
      value={tab}
      onValueChange={(value: InspectorTab) => setTab(value)}
    >
      <header className="inspector-head">
        <span className="inspector-glyph">
          <EventGlyph glyph={event.glyph} flags={event.flags} />
        </span>
        <h2 className="inspector-title">{event.sentence}</h2>
        <p className="inspector-sub">
          Event {event.eventNid}
          {' · '}
          <span className="mono" title={event.type}>
            {event.type}
          </span>
          {' · '}
          <span className="mono" title={event.eventId}>
            {shortId(event.eventId)}
          </span>
          <CopyButton text={event.eventId} what="event ID" />
        </p>
      </header>
      <Tabs.List className="tab-list" aria-label="About the event">
        {TABS.map(([value, label]) => (
          <Tabs.Tab key={value} className="tab" value={value}>
            {label}
          </Tabs.Tab>
        ))}
        <Tabs.Indicator className="tab-indicator" renderBeforeHydration={false} />
      </Tabs.List>
      <div className="inspector-body scrolls" key={event.eventNid}>
        <Tabs.Panel value="event">
          <EventTab event={event} />
        </Tabs.Panel>
        <Tabs.Panel value="verdict">
          <VerdictTab event={event} />
        </Tabs.Panel>
        <Tabs.Panel value="before">
          <StateTab event={event} side="before" />
        </Tabs.Panel>
        <Tabs.Panel value="after">
          <StateTab event={event} side="after" />
        </Tabs.Panel>
      </div>
    </Tabs.Root>
  );
}

/** "$3hnoz9e…" */
function shortId(eventId: string): string {
  return eventId.length > 10 ? `${eventId.slice(0, 8)}…` : eventId;
}

/**
 * The tab stays as it was chosen from event to event; merges open on the state, refused events on
 * the verdict, and a state tab follows the before-or-after switch. A link opens the tab that it names.
 */
function useTab(event: EventInspection): readonly [InspectorTab, (tab: InspectorTab) => void] {
  const side = useViewState((state) => state.side);
  const { tab, setTab, take } = useInspectorTab();
  const { eventNid, flags } = event;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another event opens a tab.
  useEffect(() => {
    const wanted = take(eventNid);
    if (wanted) setTab(wanted);
    else if ((flags & (RowFlag.rejected | RowFlag.softFailed)) !== 0) setTab('verdict');
    else if ((flags & RowFlag.merge) !== 0) setTab(side);
  }, [eventNid]);
  useEffect(() => {
    const last = useInspectorTab.getState().tab;
    if (last === 'before' || last === 'after') setTab(side);
  }, [side, setTab]);
  return [tab, setTab];
}
