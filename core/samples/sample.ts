import type { Hashing } from '../base/platform-port';
import type { LessonFacts } from './lesson-facts';

/** A small room built by code: gallery card, lesson, fixture and test at once. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  /** One or two sentences for its card. */
  readonly description: string;
  readonly events: number;
  /** The room as ndjson; the same bytes every time. */
  build(hashing: Hashing): Uint8Array;
  lesson(facts: LessonFacts): LessonText;
}

/** What the Room view says under a sample; the numbers are those of its storage. */
export interface LessonText {
  readonly title: string;
  readonly question: string;
  readonly answer: string;
  readonly stored: string;
}
