import type { ReactNode } from 'react';

interface IconProps {
  readonly children: ReactNode;
  /** Closed shapes are filled, where a path does not say otherwise. */
  readonly isFilled?: boolean;
}

/** Drawings of 16 by 16 that stand beside words; a button of an icon alone carries its own label. */
export function Icon({ children, isFilled = false }: IconProps) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill={isFilled ? 'currentColor' : 'none'}
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

export function OpenIcon() {
  return (
    <Icon>
      <path d="M2 12.2V4.3c0-.7.5-1.1 1.1-1.1h2.7l1.6 1.7h5.5c.6 0 1.1.5 1.1 1.1v6.2c0 .6-.5 1.1-1.1 1.1H3.1c-.6 0-1.1-.5-1.1-1.1Z" />
    </Icon>
  );
}

export function SunIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="2.6" />
      <path d="M8 1.4v1.3M8 13.3v1.3M1.4 8h1.3M13.3 8h1.3M3.3 3.3l.9.9M11.8 11.8l.9.9M3.3 12.7l.9-.9M11.8 4.2l.9-.9" />
    </Icon>
  );
}

export function MoonIcon() {
  return (
    <Icon>
      <path d="M13.4 9.7A5.8 5.8 0 0 1 6.3 2.6a5.8 5.8 0 1 0 7.1 7.1Z" />
    </Icon>
  );
}

export function SystemThemeIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2Z" fill="currentColor" />
    </Icon>
  );
}

export function ChevronDownIcon() {
  return (
    <Icon>
      <path d="m4.7 6.4 3.3 3.2 3.3-3.2" />
    </Icon>
  );
}

export function ChevronRightIcon() {
  return (
    <Icon>
      <path d="M6.4 4.7 9.6 8l-3.2 3.3" />
    </Icon>
  );
}

export function CopyIcon() {
  return (
    <Icon>
      <rect x="5.6" y="5.6" width="7.8" height="7.8" rx="1.4" />
      <path d="M10.4 5.4V4c0-.8-.6-1.4-1.4-1.4H4c-.8 0-1.4.6-1.4 1.4v5c0 .8.6 1.4 1.4 1.4h1.4" />
    </Icon>
  );
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="m3.6 8.4 2.9 2.9 5.9-6.4" />
    </Icon>
  );
}

export function CrossIcon() {
  return (
    <Icon>
      <path d="m4.4 4.4 7.2 7.2M11.6 4.4l-7.2 7.2" />
    </Icon>
  );
}

export function DashIcon() {
  return (
    <Icon>
      <path d="M4.4 8h7.2" />
    </Icon>
  );
}

export function SearchIcon() {
  return (
    <Icon>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.3 10.3 3.3 3.3" />
    </Icon>
  );
}

export function CommandIcon() {
  return (
    <Icon>
      <path d="M6 6H4.4A1.8 1.8 0 1 1 6 4.4Zm4 0V4.4A1.8 1.8 0 1 1 11.6 6Zm0 4h1.6a1.8 1.8 0 1 1-1.6 1.6Zm-4 0v1.6A1.8 1.8 0 1 1 4.4 10ZM6 6h4v4H6Z" />
    </Icon>
  );
}

export function HistoryIcon() {
  return (
    <Icon>
      <path d="M3 4.2v3h3M3.3 7.2a5.2 5.2 0 1 1-.3 2.4M8 5.4V8l1.9 1.3" />
    </Icon>
  );
}

export function InfoIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M8 7.4v3.4M8 5.1v.1" />
    </Icon>
  );
}

/** The mark of the application, in the colours of the theme. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="5.4" fill="var(--accent)" />
      <g fill="var(--on-accent)">
        <circle cx="8" cy="6.8" r="2.1" />
        <circle cx="8" cy="17.3" r="2.1" />
        <rect x="7.1" y="6.8" width="1.8" height="10.5" />
        <rect x="12.6" y="4.8" width="2.6" height="14.5" rx="1.3" />
        <rect x="16.8" y="10.7" width="2.6" height="8.6" rx="1.3" opacity="0.65" />
      </g>
    </svg>
  );
}
