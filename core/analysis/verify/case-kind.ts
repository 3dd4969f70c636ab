import type { Platform } from '../../base/platform-port';
import type { Work } from '../../base/work';
import type { JsonObject } from '../../matrix/event/json';
import type { Scenario } from '../../matrix/replay/scenario';
import type { AlgorithmChoice } from '../../matrix/room-versions/algorithm';
import { readLiterally, withAlgorithm } from '../../matrix/room-versions/algorithm';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import type { Checks } from './checks';
import type { Fields } from './fields';

/** How cases are to be judged. */
export interface VerifyOptions {
  /** null: the algorithm that the case or its room version names. */
  readonly algorithm: AlgorithmChoice | null;
  readonly reading: RoomVersionRules['stateResolution']['reading'];
}

export interface VerifyContext {
  readonly options: VerifyOptions;
  readonly platform: Pick<Platform, 'hashing' | 'signing'>;
  readonly work: Work;
  /** Reads a scenario; how its files are written is no matter of analysis. Throws `FieldError`. */
  readScenario(value: JsonObject): Scenario;
}

/** One kind of case: what the object says of itself in `kind`, and how it is judged. */
export interface CaseKind {
  readonly kinds: readonly string[];
  /** In words, for the list of what can be verified. */
  readonly name: string;
  /** Of objects that name no kind: whether they are of this one all the same. */
  recognises?(value: JsonObject): boolean;
  /** Throws `FieldError` where the case lacks something. */
  check(fields: Fields, context: VerifyContext, checks: Checks): void | Promise<void>;
}

/** The rules of a room under the options. */
export function chosenRules(rules: RoomVersionRules, options: VerifyOptions): RoomVersionRules {
  const chosen = withAlgorithm(rules, options.algorithm);
  return options.reading === 'literal' ? readLiterally(chosen) : chosen;
}
