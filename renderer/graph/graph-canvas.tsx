import { useEffect, useRef } from 'react';
import { paintCanvas } from './paint-canvas';
import { sizedContext } from './sized-context';
import { type Graph, useLook, usePagesVersion, usePalette } from './use-graph';
import { useScreenOverview } from './use-overview';
import { rowsOnScreen } from './viewport';

/** The picture under the rows' text; what it shows is said by the rows, so it is hidden from readers. */
export function GraphCanvas({ graph }: { readonly graph: Graph }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const look = useLook(graph);
  const palette = usePalette();
  const version = usePagesVersion(graph);
  const overview = useScreenOverview(graph);
  const { store, pages, scene } = graph;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what the pages hold.
  useEffect(() => {
    let frame = 0;
    const paint = () => {
      frame = 0;
      const { view, scrollX } = store.getState();
      const canvas = ref.current && sizedContext(ref.current, scene.width, view.height);
      if (canvas && rowsOnScreen(view).to > 0)
        paintCanvas({ canvas, palette, pages, scene, view, look, scrollX, overview });
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
  }, [store, pages, scene, look, palette, version, overview]);

  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without a tab index takes no focus.
  return <canvas ref={ref} className="graph-canvas" aria-hidden="true" />;
}
