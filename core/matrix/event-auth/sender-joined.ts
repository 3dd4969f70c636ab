import { type AuthCheck, type Decision, refuse } from './auth-check';
import { membershipOf, standing } from './membership';

/** Rule R6: only members of the room send events. */
export function checkSenderJoined(check: AuthCheck): Decision {
  const { event, rules } = check;
  const sender = membershipOf(event.sender, check);
  if (sender.membership === 'join') return null;
  const because = `${event.sender} ${standing(sender)} and cannot send events.`;
  return refuse(rules, 'R6', because, [sender.pdu]);
}
