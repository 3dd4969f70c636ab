import type { JsonObject } from '../../matrix/event/json';
import type { Names } from '../text/names';
import { quoted, textOf } from '../text/safe-text';
import { shownStateKey } from '../text/type-labels';
import type { EventFacts } from './event-facts';
import { type Phrase, phrase } from './phrase';

const SHORT_LIMIT = 60;

/** What a member event says, in the light of the membership that it replaces. */
export function membershipPhrase(event: EventFacts, names: Names): Phrase {
  const stateKey = event.stateKey ?? '';
  const own = stateKey === event.sender;
  const target = shownStateKey(stateKey, names) || '(no user)';
  const before = textOf(event.replaced?.membership, SHORT_LIMIT);
  const membership = textOf(event.content.membership, SHORT_LIMIT);
  switch (membership) {
    case 'join':
      if (!own) return phrase(`joined for ${target}`, `join for ${target}`);
      return before === 'join'
        ? profilePhrase(event.replaced ?? {}, event.content)
        : phrase('joined', 'join');
    case 'leave':
      return own ? ownLeave(before) : otherLeave(before, target);
    case 'invite':
      return phrase(`invited ${target}`, `invite ${target}`);
    case 'ban':
      return phrase(`banned ${target}`, `ban ${target}`);
    case 'knock':
      if (!own) return phrase(`knocked for ${target}`, `knock for ${target}`);
      return phrase('knocked', 'knock');
    case null:
      return phrase(`set no membership for ${target}`, `set no membership for ${target}`);
    default: {
      const words = `set the membership of ${target} to ${quoted(membership)}`;
      return phrase(words, words);
    }
  }
}

function ownLeave(before: string | null): Phrase {
  if (before === 'invite') return phrase('rejected the invitation', 'reject the invitation');
  if (before === 'knock') return phrase('took back the knock', 'take back the knock');
  return phrase('left', 'leave');
}

function otherLeave(before: string | null, target: string): Phrase {
  if (before === 'ban') return phrase(`unbanned ${target}`, `unban ${target}`);
  if (before === 'invite')
    return phrase(`took back the invitation of ${target}`, `take back the invitation of ${target}`);
  if (before === 'knock')
    return phrase(`turned down the knock of ${target}`, `turn down the knock of ${target}`);
  return phrase(`removed ${target}`, `remove ${target}`);
}

/** A join that follows a join changes the profile, or nothing. */
function profilePhrase(before: JsonObject, after: JsonObject): Phrase {
  const name = textOf(after.displayname, SHORT_LIMIT);
  const avatar = textOf(after.avatar_url);
  const avatarChanged = avatar !== textOf(before.avatar_url);
  if (name !== textOf(before.displayname, SHORT_LIMIT)) {
    const also = avatarChanged ? ', with a changed avatar' : '';
    return name === null
      ? phrase(`removed the display name${also}`, `remove the display name${also}`)
      : phrase(`is now called ${quoted(name)}${also}`, `be called ${quoted(name)}${also}`);
  }
  if (avatarChanged)
    return avatar === null
      ? phrase('removed the avatar', 'remove the avatar')
      : phrase('changed the avatar', 'change the avatar');
  return phrase('joined again', 'join again');
}
