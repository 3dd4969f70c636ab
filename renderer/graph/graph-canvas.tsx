import { useEffect, useRef } from 'react';
import { paintCanvas } from './paint-canvas';
import { type Graph, useLook, usePagesVersion, usePalette } from './use-graph';
import { rowsOnScreen } from './viewport';

/** The picture under the rows' text; what it shows is said by the rows, so it is hidden from readers. */
export function GraphCanvas({ graph }: { readonly graph: Graph }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const look = useLook(graph);
  const palette = usePalette();
  const version = usePagesVersion(graph);
  const { store, pages, scene } = graph;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what the pages hold.
  useEffect(() => {
    let frame = 0;
    const paint = () => {
      frame = 0;
      const { view, scrollX } = store.getState();
      const canvas = ref.current && sizedContext(ref.current, scene.width, view.height);
      if (canvas && rowsOnScreen(view).to > 0)
        paintCanvas({ canvas, palette, pages, scene, view, look, scrollX });
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(paint);
    };
    const unsubscribe = store.subscribe(schedule);
    paint();
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [store, pages, scene, look, palette, version]);

  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without a tab index takes no focus.
  return <canvas ref={ref} className="graph-canvas" aria-hidden="true" />;
}

/** Sized in device pixels, scaled so that one unit is one CSS pixel. */
function sizedContext(canvas: HTMLCanvasElement, width: number, height: number) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d', { alpha: false });
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
