import { assert } from '../base/assert';
import { RoomscopeError } from '../base/errors';
import type { Platform } from '../base/platform-port';
import type { Work } from '../base/work';
import type { ReceivedPdu } from '../matrix/event/pdu';
import {
  type ThirdPartyInviteVerifier,
  thirdPartyInviteVerifier,
} from '../matrix/event-auth/third-party-invite-signature';
import type { RoomVersionRules, StateResolutionRules } from '../matrix/room-versions/rules';
import { resolve } from '../matrix/state-resolution/resolve';
import type { InputContext } from './internal/input/context';
import { HeldRoom } from './internal/input/held-room';
import { type InputSummary, inputEvents } from './internal/input/input-room-events';
import { LatestEvents } from './internal/input/latest-events';
import { StateStorage } from './state/state-storage';
import type { Storage } from './storage/interface';
import type { OutputRow } from './storage/tables/interface';

/** Events of one room, to be stored and judged. */
export interface InputRequest {
  readonly roomId: string;
  readonly rules: RoomVersionRules;
  /** Every event after those of its prev events and auth events that are among them. */
  readonly events: readonly ReceivedPdu[];
}

export type Output = Omit<OutputRow, 'position'>;

export interface RoomserverOptions {
  readonly storage: Storage;
  readonly platform: Platform;
  /** The block policy: which blocks a new snapshot shares. */
  readonly policy: string;
  /** Told of each batch of output, once it is committed. */
  readonly onOutput?: (output: readonly Output[]) => void;
}

/** Dendrite's roomserver over one database: events go in, states come out. */
export class Roomserver {
  readonly storage: Storage;
  readonly states: StateStorage;
  readonly #platform: Platform;
  /** By the host's own cryptography; resolution asks again and is told what was found. */
  readonly #verifyInvite: ThirdPartyInviteVerifier;
  readonly #onOutput: (output: readonly Output[]) => void;
  readonly #rooms = new Map<string, InputContext>();
  #failed = false;

  constructor({ storage, platform, policy, onOutput }: RoomserverOptions) {
    if (policy !== 'dendrite')
      throw new RoomscopeError(
        'usage',
        `The block policy ${policy} is not built yet. Use the policy dendrite.`,
      );
    this.storage = storage;
    this.states = new StateStorage(storage);
    this.#platform = platform;
    this.#verifyInvite = thirdPartyInviteVerifier(platform.signing.verify);
    this.#onOutput = onOutput ?? (() => undefined);
  }

  /**
   * Stores and judges events, and keeps states, forward extremities and output log. Events that are
   * held already are left as they are. Where it throws, the batches committed so far stay.
   */
  async inputRoomEvents(request: InputRequest, work: Work): Promise<InputSummary> {
    assert(!this.storage.readOnly, 'events are put into a database of our own');
    assert(!this.#failed, 'a batch failed; what is in memory does not match the database any more');
    const context = this.#room(request);
    try {
      const now = () => this.#platform.now();
      return await inputEvents(context, request.events, now, this.#onOutput, work);
    } catch (error) {
      this.#failed = !(error instanceof RoomscopeError && error.code === 'cancelled');
      throw error;
    }
  }

  #room({ roomId, rules }: InputRequest): InputContext {
    const known = this.#rooms.get(roomId);
    if (known) return known;
    assert(
      this.storage.rooms.find(roomId) === undefined,
      `room ${roomId} was stored by another roomserver`,
    );
    const roomNid = this.storage.transaction(() =>
      this.storage.rooms.insert(roomId, rules.version),
    );
    const context = newContext(
      this.storage,
      this.states,
      new HeldRoom(roomNid, rules, this.states, this.#verifyInvite),
    );
    this.#rooms.set(roomId, context);
    return context;
  }
}

/** Version 1 resolves only keys that two events stand for, and so does a Dendrite in any version. */
function absenceConflicts({ algorithm, departures }: StateResolutionRules): boolean {
  return algorithm !== 'v1' && !departures.absentIsAgreed;
}

function newContext(storage: Storage, states: StateStorage, room: HeldRoom): InputContext {
  const { roomNid, rules } = room;
  return {
    storage,
    states,
    room,
    roomState: {
      roomNid,
      absenceConflicts: absenceConflicts(rules.stateResolution),
      resolve: (conflict) => resolve({ ...conflict, events: room }, rules),
    },
    latest: new LatestEvents(),
    output: [],
    arrivals: 0,
  };
}
