import type { KeyboardEvent, PointerEvent } from 'react';
import { usePanes } from '../../state/panes';

const MIN_WIDTH = 320;
const KEY_STEP = 16;
/** The rows keep at least this much. */
const MIN_REST = 480;

/** The edge between rows and inspector; dragged, or moved by arrow keys. */
export function PaneSeparator() {
  const { inspectorWidth, setInspectorWidth } = usePanes();
  const max = Math.max(MIN_WIDTH, window.innerWidth - MIN_REST);
  const set = (width: number) => setInspectorWidth(Math.min(max, Math.max(MIN_WIDTH, width)));
  const now = inspectorWidth ?? designedWidth();

  const onKeyDown = (event: KeyboardEvent) => {
    const widths: Readonly<Record<string, number>> = {
      ArrowLeft: now + KEY_STEP,
      ArrowRight: now - KEY_STEP,
      Home: MIN_WIDTH,
      End: max,
    };
    const width = widths[event.key];
    if (width === undefined) return;
    event.preventDefault();
    set(width);
  };
  const onPointerDown = (event: PointerEvent) =>
    event.currentTarget.setPointerCapture(event.pointerId);
  const onPointerMove = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      set(window.innerWidth - event.clientX);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved is not a thematic break.
    <div
      className="pane-separator"
      role="separator"
      aria-label="Width of the inspector"
      aria-orientation="vertical"
      aria-valuenow={Math.round(now)}
      aria-valuemin={MIN_WIDTH}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => setInspectorWidth(null)}
    />
  );
}

function designedWidth(): number {
  return window.innerWidth >= 1600 ? 440 : 368;
}
