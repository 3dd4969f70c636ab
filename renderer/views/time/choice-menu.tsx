import { Menu } from '@base-ui/react/menu';
import { CheckIcon, ChevronDownIcon } from '../../widgets/icons';
import { PLAYS_ON } from './use-play';

interface ChoiceMenuProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly words: string }[];
  onChoose(value: Value): void;
}

/** One of a few, as a button that says which and opens the others. */
export function ChoiceMenu<Value extends string | number>(props: ChoiceMenuProps<Value>) {
  const { label, value, choices, onChoose } = props;
  const words = choices.find((choice) => choice.value === value)?.words ?? '';
  return (
    <Menu.Root>
      <Menu.Trigger className="time-choice" aria-label={`${label}: ${words}`}>
        {words}
        <ChevronDownIcon />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="floating" side="top" sideOffset={6} align="end">
          <Menu.Popup className="menu time-menu" {...{ [PLAYS_ON]: '' }}>
            <Menu.RadioGroup value={value} onValueChange={(chosen: Value) => onChoose(chosen)}>
              {choices.map((choice) => (
                <Menu.RadioItem
                  key={choice.value}
                  className="menu-item"
                  value={choice.value}
                  closeOnClick
                >
                  {choice.words}
                  <Menu.RadioItemIndicator>
                    <CheckIcon />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
