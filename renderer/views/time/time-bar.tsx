import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { STEP_KINDS, type StepKind } from '../../../core/contract/room-steps';
import type { EventInspection, RoomView } from '../../../core/contract/room-view';
import { useEngine } from '../../client/engine';
import { useRoomRef } from '../../client/use-inspection';
import { useCommands } from '../../commands/registry';
import { SPEEDS, useTime } from '../../state/time';
import { useViewState } from '../../state/view-state';
import { CrossIcon } from '../../widgets/icons';
import { count } from '../../widgets/numbers';
import { Tooltip } from '../../widgets/tooltip';
import { ChoiceMenu } from './choice-menu';
import { Stepper } from './stepper';
import './time-bar.css';
import { timeCommands } from './time-commands';
import { FirstIcon, LastIcon, NextIcon, PauseIcon, PlayIcon, PreviousIcon } from './time-icons';
import { PLAYS_ON, usePlay } from './use-play';

interface TimeBarProps {
  readonly room: RoomView;
  /** Of the selected event, for its sentence; it may come later than the selection. */
  readonly event: EventInspection | null;
  /** A lesson has its own bar; its steps are made by key only. */
  readonly isLesson: boolean;
}

/** Goes through the room event by event. What is on screen follows, since the selection does. */
export function TimeBar({ room, event, isLesson }: TimeBarProps) {
  const stepper = useStepper();
  const open = useTime((time) => time.open);
  const setLesson = useTime((time) => time.setLesson);
  useCommands(useMemo(() => (stepper ? timeCommands(stepper) : []), [stepper]));
  usePlay(stepper);
  useEffect(() => setLesson(isLesson), [isLesson, setLesson]);
  useEffect(() => () => useTime.setState({ playing: false, focused: false }), []);
  if (!open || isLesson || !stepper) return null;
  return <OpenBar room={room} event={event} stepper={stepper} />;
}

function useStepper(): Stepper | null {
  const engine = useEngine();
  const ref = useRoomRef();
  const documentId = ref?.documentId;
  const roomId = ref?.roomId;
  return useMemo(
    () =>
      documentId === undefined || roomId === undefined
        ? null
        : new Stepper(engine, { documentId, roomId }),
    [engine, documentId, roomId],
  );
}

interface OpenBarProps {
  readonly room: RoomView;
  readonly event: EventInspection | null;
  readonly stepper: Stepper;
}

function OpenBar({ room, event, stepper }: OpenBarProps) {
  const setFocused = useTime((time) => time.setFocused);
  const setOpen = useTime((time) => time.setOpen);
  return (
    <section
      className="time-bar"
      aria-label="Time"
      {...{ [PLAYS_ON]: '' }}
      onFocus={() => setFocused(true)}
      onBlur={({ currentTarget, relatedTarget }) =>
        setFocused(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
      }
    >
      <StepButtons stepper={stepper} />
      <Scrubber room={room} event={event} stepper={stepper} />
      <StepKindChoice />
      <SpeedChoice />
      <BarButton label="Hide the time bar" onClick={() => setOpen(false)}>
        <CrossIcon />
      </BarButton>
    </section>
  );
}

const THINGS: Readonly<Record<StepKind, string>> = {
  event: 'event',
  'state-change': 'state change',
  'fork-or-merge': 'fork or merge',
  refusal: 'refused event',
  'new-block': 'new block',
};

function StepButtons({ stepper }: { readonly stepper: Stepper }) {
  const { playing, kind, setPlaying } = useTime();
  const step = (direction: 'previous' | 'next') => {
    setPlaying(false);
    void stepper.step(direction, kind);
  };
  const jump = (end: 'first' | 'last') => {
    setPlaying(false);
    void stepper.goToEnd(end);
  };
  return (
    <div className="time-buttons">
      <BarButton label="First event" onClick={() => jump('first')}>
        <FirstIcon />
      </BarButton>
      <BarButton label={`Previous ${THINGS[kind]}`} onClick={() => step('previous')}>
        <PreviousIcon />
      </BarButton>
      <BarButton label={playing ? 'Pause' : 'Play'} onClick={() => setPlaying(!playing)}>
        {playing ? <PauseIcon /> : <PlayIcon />}
      </BarButton>
      <BarButton label={`Next ${THINGS[kind]}`} onClick={() => step('next')}>
        <NextIcon />
      </BarButton>
      <BarButton label="Last event" onClick={() => jump('last')}>
        <LastIcon />
      </BarButton>
    </div>
  );
}

interface BarButtonProps {
  readonly label: string;
  readonly children: ReactNode;
  onClick(): void;
}

function BarButton({ label, children, onClick }: BarButtonProps) {
  return (
    <Tooltip text={label}>
      <button type="button" className="icon-button" aria-label={label} onClick={onClick}>
        {children}
      </button>
    </Tooltip>
  );
}

/** The thumb follows the hand at once; the selection as fast as the engine answers. */
function Scrubber({ room, event, stepper }: OpenBarProps) {
  const current = useShownRow();
  const [dragged, setDragged] = useState<number | null>(null);
  const row = dragged ?? current ?? 0;
  const last = Math.max(0, room.rows - 1);
  const place = `Event ${count(row + 1)} of ${count(room.rows)}`;
  const sentence = event?.row === row && current === row ? event.sentence : null;
  const go = async (to: number) => {
    useTime.getState().setPlaying(false);
    setDragged(to);
    await stepper.goTo(to);
    // A later wish of the hand is still under way and lets go of the thumb itself.
    setDragged((now) => (now === to ? null : now));
  };
  const isNowhere = current === null && dragged === null;
  return (
    <>
      <input
        className="time-range"
        type="range"
        min={0}
        max={last}
        value={row}
        aria-label="Event"
        aria-valuetext={
          isNowhere ? 'No event is selected' : sentence ? `${place}, ${sentence}` : place
        }
        style={{ '--part': last === 0 ? 0 : row / last } as React.CSSProperties}
        onChange={({ target }) => void go(target.valueAsNumber)}
      />
      <span className="time-place" aria-hidden="true">
        {isNowhere ? `${count(room.rows)} events` : place}
      </span>
    </>
  );
}

/** Of a selected block the first row that uses it. */
function useShownRow(): number | null {
  return useViewState(({ selection, selectedBlockRow }) =>
    selection.kind === 'event' ? selection.row : selectedBlockRow,
  );
}

const KIND_WORDS: Readonly<Record<StepKind, string>> = {
  event: 'Every event',
  'state-change': 'State changes',
  'fork-or-merge': 'Forks and merges',
  refusal: 'Refused events',
  'new-block': 'New blocks',
};

function StepKindChoice() {
  const { kind, setKind } = useTime();
  const choices = STEP_KINDS.map((value) => ({ value, words: KIND_WORDS[value] }));
  return <ChoiceMenu label="Step by" value={kind} choices={choices} onChoose={setKind} />;
}

function SpeedChoice() {
  const { speed, setSpeed } = useTime();
  const choices = SPEEDS.map((value) => ({ value, words: `${value}×` }));
  return <ChoiceMenu label="Speed" value={speed} choices={choices} onChoose={setSpeed} />;
}
