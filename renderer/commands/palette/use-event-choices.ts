import { useMemo } from 'react';
import { useRoomRef } from '../../client/use-inspection';
import { useRequest } from '../../client/use-request';
import { useSelectEvent } from '../../client/use-select';
import { count } from '../../widgets/numbers';
import type { Choice } from './choices';

interface EventChoices {
  readonly choices: readonly Choice[];
  /** Why nothing was found, or how many more were; null: nothing to say. */
  readonly note: string | null;
}

const NONE: EventChoices = { choices: [], note: null };

/** The events of the room that `text` names; null asks for none. */
export function useEventChoices(text: string | null): EventChoices {
  const ref = useRoomRef();
  const selectEvent = useSelectEvent();
  const wanted = text === null || text.trim() === '' ? null : text;
  const { data, fresh, error } = useRequest(
    'debug.find-event',
    ref && wanted !== null ? { ...ref, text: wanted } : null,
  );
  return useMemo(() => {
    if (wanted === null) return NONE;
    if (error) return { choices: [], note: error.message };
    if (!data || !fresh) return NONE;
    const choices = data.links.map(
      ({ eventNid, eventId, row, sentence }): Choice => ({
        id: eventId,
        heading: 'Events',
        label: sentence,
        ranges: [],
        hint: eventId,
        keys: null,
        enabled: true,
        run: () => selectEvent(eventNid, row),
      }),
    );
    const more = data.total - data.links.length;
    const note = more > 0 ? `${count(more)} more: go on typing to narrow them down.` : null;
    return { choices, note: data.problem ?? note };
  }, [wanted, data, fresh, error, selectEvent]);
}
