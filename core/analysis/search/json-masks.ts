import type { Work } from '../../base/work';
import { isObject, type JsonObject } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';
import type { EventNid } from '../../roomserver/types/nids';
import { contentPasses, textIsIn } from './content-test';
import { bitOf, type Mask, UNDECIDED } from './kleene';
import { matches } from './pattern';
import type { Term } from './query';
import type { SearchRoom } from './search-room';

const EVENTS_PER_READ = 256;
const decoder = new TextDecoder();

/** Reads the JSON of rows that the columns left open, and decides their conditions by it. */
export async function decideByJson(
  { events, storage }: SearchRoom,
  terms: readonly Term[],
  masks: readonly Mask[],
  rows: readonly number[],
  work: Work,
): Promise<void> {
  const nids = rows.map((row) => events.eventNid[row] as EventNid).sort((a, b) => a - b);
  for (let done = 0; done < nids.length; done += EVENTS_PER_READ) {
    await work.breathe({ phase: 'Searching', done, total: nids.length });
    for (const [nid, json] of storage.events.json(nids.slice(done, done + EVENTS_PER_READ))) {
      const event = parseJson(decoder.decode(json));
      const row = events.rowOfNid(nid);
      for (const [index, mask] of masks.entries())
        if (mask[row] === UNDECIDED) mask[row] = bitOf(holds(terms[index], event as JsonObject));
    }
  }
}

function holds(term: Term | undefined, event: JsonObject): boolean {
  if (term?.kind === 'text')
    return SEARCHED.some((name) => textIsIn(term.pattern, event[name] ?? null));
  if (term?.kind === 'content') return contentPasses(event.content ?? null, term.path, term.test);
  if (term?.kind !== 'pattern') return false;
  const content = isObject(event.content) ? event.content : {};
  const value = term.key === 'membership' ? content.membership : event.state_key;
  return typeof value === 'string' && matches(term.pattern, value);
}

/** Where free text is looked for. */
const SEARCHED = ['content', 'type', 'sender', 'state_key'] as const;
