import { banMeetsPromotion } from './ban-meets-promotion';
import { forkAndMerge } from './fork-and-merge';
import type { Sample } from './sample';
import { sharingState } from './sharing-state';

/** In the order of their cards. */
export const SAMPLES: readonly Sample[] = [sharingState, forkAndMerge, banMeetsPromotion];

export function findSample(id: string): Sample | undefined {
  return SAMPLES.find((sample) => sample.id === id);
}
