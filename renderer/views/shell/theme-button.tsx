import type { ThemeChoice } from '../../platform';
import { nextChoice, useTheme } from '../../theme/theme';
import { MoonIcon, SunIcon, SystemThemeIcon } from '../../widgets/icons';
import { Tooltip } from '../../widgets/tooltip';

const LABELS: Readonly<Record<ThemeChoice, string>> = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};
const ICONS = { system: SystemThemeIcon, light: SunIcon, dark: MoonIcon } as const;

/** Cycles through the system's theme, light and dark. */
export function ThemeButton() {
  const { choice, choose } = useTheme();
  const Icon = ICONS[choice];
  return (
    <Tooltip text={LABELS[choice]}>
      <button
        type="button"
        className="icon-button"
        aria-label={LABELS[choice]}
        onClick={() => choose(nextChoice(choice))}
      >
        <Icon />
      </button>
    </Tooltip>
  );
}
