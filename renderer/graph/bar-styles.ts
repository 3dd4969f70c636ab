import type { BarState } from './look';
import type { Colour } from './palette';
import type { Pitch } from './scene';

interface Tone {
  readonly colour: Colour;
  readonly alpha: number;
}

export interface BarStyle {
  readonly body: Tone;
  /** null: no outline (bars too thin for one). */
  readonly edge: (Tone & { readonly width: number }) | null;
  readonly cap: Tone;
  readonly capEdge: Tone | null;
  readonly stem: Tone;
  readonly gap: Tone;
}

const DIM = 0.7;

/** Colours of a bar by its group, the pitch, the height of rows, and what is selected. */
export function barStyle(isFull: boolean, state: BarState, pitch: Pitch, isLow: boolean): BarStyle {
  const alpha = state === 'dim' ? DIM : 1;
  const plain = isFull ? fullStyle(state) : deltaStyle(state, pitch, isLow);
  if (alpha === 1) return plain;
  const dim = (tone: Tone) => ({ ...tone, alpha: tone.alpha * alpha });
  return {
    body: dim(plain.body),
    edge: plain.edge && { ...dim(plain.edge), width: plain.edge.width },
    cap: dim(plain.cap),
    capEdge: plain.capEdge && dim(plain.capEdge),
    stem: dim(plain.stem),
    gap: dim(plain.gap),
  };
}

const THREADS = {
  stem: { colour: 'st1', alpha: 0.55 },
  gap: { colour: 'st1', alpha: 0.65 },
} as const;

const SELECTED: BarStyle = {
  body: { colour: 'st2b', alpha: 1 },
  edge: { colour: 'storage', alpha: 1, width: 1.5 },
  cap: { colour: 'st2', alpha: 1 },
  capEdge: null,
  stem: { colour: 'storage', alpha: 1 },
  gap: { colour: 'storage', alpha: 0.8 },
};

function fullStyle(state: BarState): BarStyle {
  if (state === 'selected') return SELECTED;
  const lit = state === 'lit';
  return {
    body: lit ? { colour: 'st1', alpha: 0.5 } : { colour: 'st1b', alpha: 1 },
    edge: { colour: 'st1', alpha: lit ? 1 : 0.55, width: 1 },
    cap: { colour: 'st1', alpha: 1 },
    capEdge: null,
    ...THREADS,
  };
}

function deltaStyle(state: BarState, pitch: Pitch, isLow: boolean): BarStyle {
  if (state === 'selected') return SELECTED;
  if (isLow || pitch < 12) return thinStyle(state, pitch);
  const lit = state === 'lit';
  const pale: Tone = pitch === 20 ? { colour: 'st0b', alpha: 1 } : { colour: 'st1', alpha: 0.3 };
  return {
    body: lit ? { colour: 'st1b', alpha: 1 } : pale,
    edge: { colour: 'st1', alpha: lit ? 1 : 0.7, width: 1 },
    cap: { colour: 'st0', alpha: 1 },
    capEdge: { colour: 'st1', alpha: 1 },
    ...THREADS,
  };
}

/** Bars of a few pixels: one fill carries them, and the cap is the darkest. */
function thinStyle(state: BarState, pitch: Pitch): BarStyle {
  const alpha = pitch >= 12 ? 0.5 : 0.62;
  return {
    body: { colour: 'st1', alpha: state === 'lit' ? 0.85 : alpha },
    edge: null,
    cap: { colour: 'st2', alpha: 1 },
    capEdge: null,
    ...THREADS,
  };
}
