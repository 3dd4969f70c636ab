const DRAWING = {
  width: 18,
  height: 18,
  viewBox: '0 0 18 18',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.4,
  strokeLinejoin: 'round',
} as const;

export function FileDrawing() {
  return (
    <svg {...DRAWING} aria-hidden="true">
      <path d="M4 2.5h6l4 4v9H4ZM10 2.5v4h4" />
    </svg>
  );
}

export function FilesDrawing() {
  return (
    <svg {...DRAWING} aria-hidden="true">
      <path d="M2.5 2.5h5l3 3v7h-8ZM7.5 2.5v3h3M12.5 7.5h3v8h-8v-1" />
    </svg>
  );
}

export function DatabaseDrawing() {
  return (
    <svg {...DRAWING} aria-hidden="true">
      <ellipse cx="9" cy="4.5" rx="5.5" ry="2.2" />
      <path d="M3.5 4.5v9c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2v-9M3.5 9c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2" />
    </svg>
  );
}
