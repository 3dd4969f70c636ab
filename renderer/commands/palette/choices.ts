import { type Command, isEnabled } from '../command';
import { shownKeys } from '../keys';
import { keysOf } from '../registry';
import { type Match, match } from './match';

/** One line of the palette. */
export interface Choice {
  readonly id: string;
  readonly heading: string;
  readonly label: string;
  /** Parts of the label that the query matched. */
  readonly ranges: Match['ranges'];
  /** What stands after the label: why it is disabled, or the ID of an event. */
  readonly hint: string | null;
  /** As shown: "Ctrl+O". */
  readonly keys: string | null;
  readonly enabled: boolean;
  readonly run: () => void;
}

/**
 * Commands that match, the best first within their heading; without a query those used last come
 * first. What cannot be run now is shown with the reason, and left out where it gives none.
 */
export function commandChoices(
  commands: readonly Command[],
  query: string,
  recent: readonly string[],
): readonly Choice[] {
  const possible = commands.filter(
    (command) => isEnabled(command) || command.disabledReason !== undefined,
  );
  const found = possible.flatMap((command) => {
    const matched = match(query, command.label);
    return matched ? [{ command, ...matched }] : [];
  });
  if (query.trim() !== '') {
    const rank = ({ command, score }: (typeof found)[number]) =>
      score * 2 + (isEnabled(command) ? 0 : 100) - (recent.includes(command.id) ? 1 : 0);
    return found
      .toSorted((a, b) => rank(a) - rank(b))
      .map(({ command, ranges }) => choiceOf(command, 'Commands', ranges));
  }
  const last = recent.flatMap((id) =>
    possible.filter((command) => command.id === id && isEnabled(command)),
  );
  return [
    ...last.map((command) => choiceOf(command, 'Used last', [])),
    ...possible
      .filter((command) => !last.includes(command))
      .map((command) => choiceOf(command, command.group, [])),
  ];
}

function choiceOf(command: Command, heading: string, ranges: Match['ranges']): Choice {
  const enabled = isEnabled(command);
  const [keys] = keysOf(command);
  return {
    id: command.id,
    heading,
    label: command.label,
    ranges,
    hint: enabled ? null : (command.disabledReason ?? null),
    keys: keys === undefined ? null : shownKeys(keys),
    enabled,
    run: command.run,
  };
}
