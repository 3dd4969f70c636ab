import type {
  AuthDepartures,
  ResolutionDepartures,
  RoomVersionRules,
  StateResolutionRules,
} from './rules';

/**
 * The points in which a Dendrite of 2026 departs from the specification, each a switch of its own:
 * together they are the resolution profile `dendrite`. Alphabetical, which also breaks ties where
 * several sets of points explain a difference.
 */
export const DENDRITE_POINTS = [
  'A',
  'C',
  'E',
  'F',
  'J',
  'K',
  'L',
  'M',
  'N',
  'P',
  'T',
  'U',
  'Z',
] as const;
export type DendritePoint = (typeof DENDRITE_POINTS)[number];

/** Which rules decide a room: those of a room version, with another algorithm or profile put in. */
export type AlgorithmChoice =
  | { readonly algorithm: StateResolutionRules['algorithm'] }
  | { readonly algorithm: 'dendrite'; readonly points: readonly DendritePoint[] };

export const ALGORITHMS: readonly AlgorithmChoice['algorithm'][] = ['v1', 'v2', 'v2.1', 'dendrite'];

const RESOLUTION_POINTS: Readonly<Partial<Record<DendritePoint, keyof ResolutionDepartures>>> = {
  A: 'absentIsAgreed',
  C: 'creatorLevelIsZero',
  E: 'emptyAuthDifference',
  F: 'fallbackIsEventItself',
  K: 'powerOrderFromLeaves',
  M: 'stepsBeforeClock',
  P: 'powerEventsCountedTwice',
  U: 'noSubgraphNorEmptyStart',
  Z: 'nothingWithoutCreate',
};
const AUTH_POINTS: Readonly<Partial<Record<DendritePoint, keyof AuthDepartures>>> = {
  J: 'joinAfterJoin',
  L: 'leaveAfterLeave',
  N: 'unbanNeedsBanLevelOnly',
  T: 'thirdPartyInviteUnchecked',
};

export function isDendritePoint(name: string): name is DendritePoint {
  return DENDRITE_POINTS.some((point) => point === name);
}

/** The point that switches a departure of the rules on; undefined where it is part of every profile. */
export function pointOfDeparture(name: string): DendritePoint | undefined {
  return DENDRITE_POINTS.find(
    (point) => RESOLUTION_POINTS[point] === name || AUTH_POINTS[point] === name,
  );
}

/** The rules of a room under another choice; null: the room version's own. */
export function withAlgorithm(
  rules: RoomVersionRules,
  choice: AlgorithmChoice | null,
): RoomVersionRules {
  if (choice === null) return rules;
  if (choice.algorithm === 'dendrite') return withDendritePoints(rules, choice.points);
  const stateResolution = { ...rules.stateResolution, algorithm: choice.algorithm };
  return { ...rules, stateResolution };
}

/** As a database records it: `v2`, `dendrite A,E`; of a room under its own rules the version's algorithm. */
export function algorithmText(choice: AlgorithmChoice | null, rules: RoomVersionRules): string {
  if (choice?.algorithm === 'dendrite') return `dendrite ${choice.points.join(',')}`;
  return choice?.algorithm ?? rules.stateResolution.algorithm;
}

/** The choice that `algorithmText` wrote; null where the text is none of its making. */
export function choiceOfText(text: string): AlgorithmChoice | null {
  const plain = ALGORITHMS.find((known) => known === text);
  if (plain !== undefined && plain !== 'dendrite') return { algorithm: plain };
  const [, list] = /^dendrite (.*)$/.exec(text) ?? [];
  if (list === undefined) return null;
  const named = list === '' ? [] : list.split(',');
  const points = DENDRITE_POINTS.filter((point) => named.includes(point));
  return points.length === named.length ? { algorithm: 'dendrite', points } : null;
}

/** The specification's letter instead of what deployed servers make of it. */
export function readLiterally(rules: RoomVersionRules): RoomVersionRules {
  return { ...rules, stateResolution: { ...rules.stateResolution, reading: 'literal' } };
}

/** On a room of version 1 the resolution is v1, with third-party invites as an auth type. */
function withDendritePoints(
  rules: RoomVersionRules,
  points: readonly DendritePoint[],
): RoomVersionRules {
  const resolution: Partial<Record<keyof ResolutionDepartures, boolean>> = {};
  const auth: Partial<Record<keyof AuthDepartures, boolean>> = {};
  for (const point of points) {
    const inResolution = RESOLUTION_POINTS[point];
    if (inResolution) resolution[inResolution] = true;
    const inAuth = AUTH_POINTS[point];
    if (inAuth) auth[inAuth] = true;
  }
  const { stateResolution } = rules;
  const departures = {
    ...stateResolution.departures,
    ...resolution,
    thirdPartyInvitesAreAuthType: true,
  };
  return {
    ...rules,
    stateResolution: { ...stateResolution, departures },
    auth: { ...rules.auth, departures: { ...rules.auth.departures, ...auth } },
  };
}
