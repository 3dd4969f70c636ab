import { create } from 'zustand';
import type { StepKind } from '../../core/contract/room-steps';

export const SPEEDS = [0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

interface Time {
  /** Whether the time bar is shown; kept between starts. */
  readonly open: boolean;
  readonly playing: boolean;
  readonly speed: Speed;
  /** What the buttons and playing step by. */
  readonly kind: StepKind;
  /** The time bar has the focus: the rows after the current one are then the future. */
  readonly focused: boolean;
  /** The room is drawn as a lesson, which has its own bar. */
  readonly isLesson: boolean;
  setOpen(open: boolean): void;
  setPlaying(playing: boolean): void;
  setSpeed(speed: Speed): void;
  setKind(kind: StepKind): void;
  setFocused(focused: boolean): void;
  setLesson(isLesson: boolean): void;
}

const STORAGE_KEY = 'roomscope.time-bar';

/** How one goes through the room's time. Where one is, is the selection. */
export const useTime = create<Time>()((set) => ({
  open: remembered(),
  playing: false,
  speed: 1,
  kind: 'event',
  focused: false,
  isLesson: false,
  setOpen(open) {
    remember(open);
    set(open ? { open } : { open, playing: false, focused: false });
  },
  setPlaying: (playing) => set({ playing }),
  setSpeed: (speed) => set({ speed }),
  setKind: (kind) => set({ kind }),
  setFocused: (focused) => set({ focused }),
  setLesson: (isLesson) => set({ isLesson }),
}));

/** While one plays or scrubs, rows after the current one have not happened yet. */
export function isTimeActive({ playing, focused, isLesson }: Time): boolean {
  return (playing || focused) && !isLesson;
}

/** Storage may be switched off in a browser; the choice then lasts as long as the window. */
function remembered(): boolean {
  try {
    return window.localStorage.getItem(STORAGE_KEY) !== 'closed';
  } catch (error) {
    console.warn('The time bar’s place is not known:', error);
    return true;
  }
}

function remember(open: boolean): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, open ? 'open' : 'closed');
  } catch (error) {
    console.warn('The time bar’s place is not kept:', error);
  }
}
