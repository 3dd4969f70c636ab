import { useViewState } from '../state/view-state';
import './side-switch.css';

/** Chooses whether graph, bars and inspector show the state before or after each event. */
export function SideSwitch() {
  const side = useViewState((state) => state.side);
  const setSide = useViewState((state) => state.setSide);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its own box.
    <div className="side-switch" role="group" aria-label="State before or after each event">
      <button type="button" aria-pressed={side === 'before'} onClick={() => setSide('before')}>
        State before
      </button>
      <button type="button" aria-pressed={side === 'after'} onClick={() => setSide('after')}>
        State after
      </button>
    </div>
  );
}
