import { useTime } from '../../state/time';
import { ClockIcon } from './time-icons';

/** In the status bar while the time bar is put away. */
export function ShowTimeButton() {
  const isAway = useTime(({ open, isLesson }) => !open && !isLesson);
  const setOpen = useTime((time) => time.setOpen);
  if (!isAway) return null;
  return (
    <button type="button" className="show-time" onClick={() => setOpen(true)}>
      <ClockIcon />
      Time bar
    </button>
  );
}
