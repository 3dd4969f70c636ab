import { type Mark, scaled } from './glyph-shapes';
import type { Colour, Palette } from './palette';

interface Batch {
  readonly path: Path2D;
  readonly colour: string;
  readonly stroke: number;
  readonly dash: readonly number[];
  readonly alpha: number;
}

interface Paint {
  readonly colour: string;
  /** Stroke width; 0 fills. */
  readonly stroke: number;
  readonly dash?: readonly number[] | undefined;
  readonly alpha?: number | undefined;
}

/** Collects shapes by how they are painted, so that each colour is one path and one call. */
export class PaintBatches {
  readonly #batches = new Map<string, Batch>();

  /** The path to which shapes of this paint are added; painted in the order of first use. */
  path({ colour, stroke, dash = [], alpha = 1 }: Paint): Path2D {
    const key = `${colour}/${stroke}/${dash.join(' ')}/${alpha}`;
    const batch = this.#batches.get(key);
    if (batch) return batch.path;
    const path = new Path2D();
    this.#batches.set(key, { path, colour, stroke, dash, alpha });
    return path;
  }

  flush(canvas: CanvasRenderingContext2D): void {
    for (const { path, colour, stroke, dash, alpha } of this.#batches.values()) {
      canvas.globalAlpha = alpha;
      if (stroke === 0) {
        canvas.fillStyle = colour;
        canvas.fill(path);
        continue;
      }
      canvas.strokeStyle = colour;
      canvas.lineWidth = stroke;
      canvas.setLineDash([...dash]);
      canvas.stroke(path);
    }
    canvas.globalAlpha = 1;
    canvas.setLineDash([]);
    this.#batches.clear();
  }
}

/** Adds the marks of one glyph around a point, smaller by `size`. */
export function addMarks(
  batches: PaintBatches,
  marks: readonly Mark[],
  place: { readonly x: number; readonly y: number; readonly size: number },
  palette: Palette,
  ground: Colour,
): void {
  for (const full of marks) {
    const mark = scaled(full, place.size);
    const colour = palette[mark.colour === 'ground' ? ground : mark.colour];
    const path = batches.path({ colour, stroke: mark.stroke, dash: mark.dash });
    addShape(path, mark, place.x, place.y);
  }
}

function addShape(path: Path2D, mark: Mark, x: number, y: number): void {
  if (mark.shape === 'circle') {
    path.moveTo(x + mark.r, y);
    path.arc(x, y, mark.r, 0, Math.PI * 2);
  } else if (mark.shape === 'box') {
    const edge = mark.half * 2;
    path.roundRect(x - mark.half, y - mark.half, edge, edge, mark.radius);
  } else {
    mark.points.forEach(([dx, dy], index) => {
      if (index === 0) path.moveTo(x + dx, y + dy);
      else path.lineTo(x + dx, y + dy);
    });
  }
}
