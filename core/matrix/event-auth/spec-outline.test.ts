import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { roomVersionRules } from '../room-versions/versions';
import { specSection } from './spec-outline';

function sectionIn(version: string, ruleId: string): string {
  return specSection(ruleId, required(roomVersionRules(version), version));
}

describe('the section of a rule', () => {
  it.each([
    ['1', 'R1.creator', '1.4'],
    ['12', 'R1.additional-creators', '1.4'],
    ['12', 'R1b', '2'],
    ['11', 'R2.no-create', '2.4'],
    ['12', 'R2.other-room', '3.5'],
    ['5', 'R4.other-server', '4.2'],
    ['5', 'R5.join.banned', '5.2.3'],
    ['11', 'R5.join.banned', '4.3.3'],
    ['12', 'R5.join.banned', '5.3.3'],
    ['7', 'R5.join.join-rule', '4.2.6'],
    ['8', 'R5.join.restricted', '4.3.5'],
    ['8', 'R5.authorising-server', '4.2'],
    ['11', 'R5.invite.third-party.mxid', '4.4.1.4'],
    ['6', 'R5.leave.kick', '4.4.4'],
    ['7', 'R5.knock.join-rule', '4.6.1'],
    ['10', 'R5.knock.join-rule', '4.7.1'],
    ['6', 'R5.unknown', '4.6'],
    ['11', 'R6', '5'],
    ['2', 'R8', '8'],
    ['9', 'R10.users', '9.1'],
    ['10', 'R10.users', '9.3'],
    ['1', 'R10.users-changed', '10.6'],
    ['11', 'R10.users-changed', '9.8'],
    ['12', 'R10.creators', '10.4'],
    ['12', 'R10.events-set', '10.8'],
    ['2', 'R11.other-server', '11.2'],
  ])('in version %s of %s is %s', (version, ruleId, number) => {
    expect(sectionIn(version, ruleId)).toBe(
      `Room version ${version}, authorization rule ${number}`,
    );
  });

  it('of what only servers refuse is that of the rule around it', () => {
    expect(sectionIn('11', 'R3.target')).toBe('Room version 11, authorization rule 3');
    expect(sectionIn('6', 'R10.unreadable')).toBe('Room version 6, authorization rule 9');
  });

  it('does not exist for a rule that the version does not have', () => {
    expect(() => sectionIn('6', 'R4.other-server')).toThrow('no rule R4.other-server in version 6');
    expect(() => sectionIn('11', 'R11.other-server')).toThrow();
  });
});
