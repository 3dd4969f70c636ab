import type { ReactNode } from 'react';

function TimeIcon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="currentColor"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export function FirstIcon() {
  return (
    <TimeIcon>
      <path d="M4 4v8M12 4.4v7.2L6.8 8Z" />
    </TimeIcon>
  );
}

export function PreviousIcon() {
  return (
    <TimeIcon>
      <path fill="none" d="M9.6 4.7 6.4 8l3.2 3.3" />
    </TimeIcon>
  );
}

export function PlayIcon() {
  return (
    <TimeIcon>
      <path d="M5.4 3.8v8.4L12 8Z" />
    </TimeIcon>
  );
}

export function PauseIcon() {
  return (
    <TimeIcon>
      <path strokeWidth="2" d="M5.6 4.4v7.2M10.4 4.4v7.2" />
    </TimeIcon>
  );
}

export function NextIcon() {
  return (
    <TimeIcon>
      <path fill="none" d="M6.4 4.7 9.6 8l-3.2 3.3" />
    </TimeIcon>
  );
}

export function LastIcon() {
  return (
    <TimeIcon>
      <path d="M12 4v8M4 4.4v7.2L9.2 8Z" />
    </TimeIcon>
  );
}

export function ClockIcon() {
  return (
    <TimeIcon>
      <circle fill="none" cx="8" cy="8" r="5.6" />
      <path fill="none" d="M8 4.8V8l2.2 1.4" />
    </TimeIcon>
  );
}
