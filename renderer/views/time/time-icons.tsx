import { Icon } from '../../widgets/icons';

export function FirstIcon() {
  return (
    <Icon isFilled>
      <path d="M4 4v8M12 4.4v7.2L6.8 8Z" />
    </Icon>
  );
}

export function PreviousIcon() {
  return (
    <Icon isFilled>
      <path fill="none" d="M9.6 4.7 6.4 8l3.2 3.3" />
    </Icon>
  );
}

export function PlayIcon() {
  return (
    <Icon isFilled>
      <path d="M5.4 3.8v8.4L12 8Z" />
    </Icon>
  );
}

export function PauseIcon() {
  return (
    <Icon isFilled>
      <path strokeWidth="2" d="M5.6 4.4v7.2M10.4 4.4v7.2" />
    </Icon>
  );
}

export function NextIcon() {
  return (
    <Icon isFilled>
      <path fill="none" d="M6.4 4.7 9.6 8l-3.2 3.3" />
    </Icon>
  );
}

export function LastIcon() {
  return (
    <Icon isFilled>
      <path d="M12 4v8M4 4.4v7.2L9.2 8Z" />
    </Icon>
  );
}

export function ClockIcon() {
  return (
    <Icon isFilled>
      <circle fill="none" cx="8" cy="8" r="5.6" />
      <path fill="none" d="M8 4.8V8l2.2 1.4" />
    </Icon>
  );
}
