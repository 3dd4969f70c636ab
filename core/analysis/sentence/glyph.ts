/** The shape that stands for an event (the order of wire codes is the contract's). */
export type GlyphName =
  | 'message'
  | 'create'
  | 'power'
  | 'member'
  | 'member-by-other'
  | 'state'
  | 'redaction'
  | 'redacted';

export interface GlyphFacts {
  readonly type: string;
  readonly isState: boolean;
  /** Ban, kick or unban: a leave or ban that another user sent. */
  readonly putOutByOther: boolean;
  readonly redacted: boolean;
}

export function glyphOf(event: GlyphFacts): GlyphName {
  if (event.isState) {
    switch (event.type) {
      case 'm.room.create':
        return 'create';
      case 'm.room.power_levels':
      case 'm.room.join_rules':
        return 'power';
      case 'm.room.member':
        return event.putOutByOther ? 'member-by-other' : 'member';
      default:
        return 'state';
    }
  }
  if (event.redacted) return 'redacted';
  return event.type === 'm.room.redaction' ? 'redaction' : 'message';
}
