import { changeWords, type EntryContent } from '../../../analysis/difference/change-words';
import type { EventText } from '../../../analysis/event-texts';
import { redactionOf } from '../../../analysis/sentence/redacted-by';
import { RoomscopeError } from '../../../base/errors';
import { isObject } from '../../../matrix/event/json';
import { parseJson } from '../../../matrix/event/parse-json';
import type { EventNid } from '../../../roomserver/types/nids';
import type { EntryRef } from '../../state-questions';
import type { RoomModel } from '../room-model';

const MOST_ASKED = 200;
const decoder = new TextDecoder();

/** Throws `usage` where more is asked for than one answer carries. */
export function checkPage(from: number, to: number): void {
  if (to - from > MOST_ASKED)
    throw new RoomscopeError('usage', `Ask for at most ${MOST_ASKED} at a time.`);
}

/** State entries by event, put into words; read in one go for a whole page. */
export class EntryWords {
  readonly #model: RoomModel;
  readonly #texts: ReadonlyMap<number, EventText>;
  readonly #contents: ReadonlyMap<number, EntryContent>;

  constructor(model: RoomModel, eventNids: Iterable<number>) {
    this.#model = model;
    const nids = [...new Set(eventNids)].filter((nid) => nid > 0);
    this.#texts = model.texts.read(nids);
    this.#contents = contentsOf(model, nids);
  }

  text(eventNid: number): EventText | null {
    return this.#texts.get(eventNid) ?? null;
  }

  /** null for 0, the absent entry. */
  ref(eventNid: number): EntryRef | null {
    if (eventNid === 0) return null;
    const text = this.#texts.get(eventNid);
    const row = text?.row ?? -1;
    return { eventNid, row: row < 0 ? null : row, value: text?.value ?? '' };
  }

  /** What the key says differently after than before. */
  change(key: { type: string; stateKey: string }, before: number, after: number) {
    const content = (nid: number) => this.#contents.get(nid) ?? null;
    return changeWords(key, content(before), content(after), this.#model.names);
  }
}

function contentsOf({ room }: RoomModel, nids: readonly number[]): Map<number, EntryContent> {
  const contents = new Map<number, EntryContent>();
  if (nids.length === 0) return contents;
  for (const [nid, json] of room.storage.events.json(nids as EventNid[])) {
    const event = parseJson(decoder.decode(json));
    if (!isObject(event)) continue;
    const { content } = event;
    contents.set(nid, {
      content: isObject(content) ? content : {},
      redacted: redactionOf(event) !== null,
    });
  }
  return contents;
}
