import { required } from '../../base/assert';
import type { AuthRules, RoomVersionRules } from '../room-versions/rules';

/**
 * One entry of the specification's list of authorization rules. Its number is its place among the
 * entries that exist in a room version, so that no number is written down twelve times.
 */
interface OutlineItem {
  readonly id: string;
  /** Only in room versions whose rules say so. */
  readonly when?: (rules: AuthRules) => boolean;
  /** Not in the specification but in every deployed server: goes by its parent's number. */
  readonly unnumbered?: true;
  readonly items?: readonly OutlineItem[];
}

function list(...ids: readonly string[]): readonly OutlineItem[] {
  return ids.map((id) => ({ id }));
}

const CREATE: readonly OutlineItem[] = [
  ...list('prev-events', 'room-id', 'room-version'),
  { id: 'creator', when: (rules) => rules.creators === 'content-creator' },
  { id: 'additional-creators', when: (rules) => rules.creators === 'sender-and-additional' },
  { id: 'second', unnumbered: true },
];

const JOIN: readonly OutlineItem[] = [
  ...list('creator', 'other-user', 'banned', 'invite-only'),
  { id: 'restricted', when: (rules) => rules.restrictedJoins },
  ...list('public', 'join-rule'),
];

const THIRD_PARTY = list(
  'banned',
  'signed',
  'mxid-and-token',
  'mxid',
  'no-such-invite',
  'sender',
  'signature',
);

const MEMBER: readonly OutlineItem[] = [
  { id: 'fields' },
  { id: 'authorising-server', when: (rules) => rules.restrictedJoins },
  { id: 'join', items: JOIN },
  {
    id: 'invite',
    items: [
      { id: 'third-party', items: THIRD_PARTY },
      ...list('sender-not-joined', 'target', 'level'),
    ],
  },
  { id: 'leave', items: list('own', 'sender-not-joined', 'unban', 'kick') },
  { id: 'ban', items: list('sender-not-joined', 'level') },
  {
    id: 'knock',
    when: (rules) => rules.knock,
    items: list('join-rule', 'other-user', 'membership'),
  },
  { id: 'unknown' },
];

const POWER_LEVELS: readonly OutlineItem[] = [
  { id: 'defaults-not-integers', when: (rules) => rules.powerLevelNumbers === 'int' },
  { id: 'maps-not-integers', when: (rules) => rules.powerLevelNumbers === 'int' },
  { id: 'users' },
  { id: 'creators', when: (rules) => rules.creatorsHaveInfinitePower },
  { id: 'first' },
  ...list('defaults', 'events-changed', 'events-set', 'users-changed', 'users-set'),
  { id: 'unreadable', unnumbered: true },
];

const OUTLINE: readonly OutlineItem[] = [
  { id: 'R1', items: CREATE },
  { id: 'R1b', when: (rules) => rules.createEventIsImplied },
  { id: 'R2', items: list('duplicate', 'not-selected', 'rejected', 'no-create', 'other-room') },
  {
    id: 'R3',
    items: [
      { id: 'no-create', unnumbered: true },
      { id: 'target', unnumbered: true },
    ],
  },
  { id: 'R4', when: (rules) => rules.aliasesRule, items: list('no-state-key', 'other-server') },
  { id: 'R5', items: MEMBER },
  { id: 'R6' },
  { id: 'R7' },
  { id: 'R8' },
  { id: 'R9' },
  { id: 'R10', items: POWER_LEVELS },
  { id: 'R11', when: (rules) => rules.redactionRule, items: list('level', 'other-server') },
];

const numbersByRules = new WeakMap<AuthRules, ReadonlyMap<string, string>>();

function numberItems(rules: AuthRules): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  const visit = (items: readonly OutlineItem[], id: string, parent: string): void => {
    let position = 0;
    for (const item of items) {
      if (item.when && !item.when(rules)) continue;
      if (!item.unnumbered) position++;
      const number = item.unnumbered ? parent : `${parent}${parent && '.'}${position}`;
      numbers.set(id + item.id, number);
      if (item.items) visit(item.items, `${id}${item.id}.`, number);
    }
  };
  visit(OUTLINE, '', '');
  return numbers;
}

/**
 * Where the room version's specification states a rule: `R5.join.banned` in version 11 gives
 * "Room version 11, authorization rule 4.3.3". Throws where the version has no such rule.
 */
export function specSection(ruleId: string, rules: RoomVersionRules): string {
  let numbers = numbersByRules.get(rules.auth);
  if (!numbers) {
    numbers = numberItems(rules.auth);
    numbersByRules.set(rules.auth, numbers);
  }
  const number = required(numbers.get(ruleId), `no rule ${ruleId} in version ${rules.version}`);
  return `Room version ${rules.version}, authorization rule ${number}`;
}
