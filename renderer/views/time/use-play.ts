import { useEffect } from 'react';
import { useTime } from '../../state/time';
import { useViewState } from '../../state/view-state';
import type { Stepper } from './stepper';

/** Between two steps at speed 1: time enough to read a sentence. */
const STEP_MS = 1000;

/** Marks what may be used without stopping to play. */
export const PLAYS_ON = 'data-plays-on';

/**
 * While playing, goes on by the chosen kind until there is nothing further. Whatever the user does
 * elsewhere (scrolls, clicks, selects) pauses: nothing is then taken from under their hands.
 */
export function usePlay(stepper: Stepper | null): void {
  const playing = useTime((time) => time.playing);
  const speed = useTime((time) => time.speed);
  useEffect(() => {
    if (!playing || !stepper) return;
    const play = new Play(stepper, STEP_MS / speed);
    play.start();
    return () => play.stop();
  }, [playing, speed, stepper]);
}

function pause(): void {
  useTime.getState().setPlaying(false);
}

class Play {
  readonly #stepper: Stepper;
  readonly #pace: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStepping = false;
  #unsubscribe: (() => void) | null = null;

  constructor(stepper: Stepper, pace: number) {
    this.#stepper = stepper;
    this.#pace = pace;
  }

  start(): void {
    this.#unsubscribe = useViewState.subscribe(({ selection }, last) => {
      if (selection !== last.selection && !this.#isStepping) pause();
    });
    window.addEventListener('wheel', onInput, { passive: true, capture: true });
    window.addEventListener('pointerdown', onInput, true);
    this.#timer = setTimeout(() => void this.#step(), this.#pace);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    window.removeEventListener('wheel', onInput, true);
    window.removeEventListener('pointerdown', onInput, true);
  }

  async #step(): Promise<void> {
    const began = performance.now();
    this.#isStepping = true;
    const goesOn = await this.#stepper.step('next', useTime.getState().kind);
    this.#isStepping = false;
    if (!this.#unsubscribe) return;
    if (!goesOn) pause();
    else {
      const rest = Math.max(0, this.#pace - (performance.now() - began));
      this.#timer = setTimeout(() => void this.#step(), rest);
    }
  }
}

function onInput({ target }: Event): void {
  if (!(target instanceof Element) || !target.closest(`[${PLAYS_ON}]`)) pause();
}
