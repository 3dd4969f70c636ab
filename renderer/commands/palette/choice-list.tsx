import { Dialog } from '@base-ui/react/dialog';
import { Fragment, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { ChevronRightIcon, CommandIcon } from '../../widgets/icons';
import type { Choice } from './choices';

interface ChoiceListProps {
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly choices: readonly Choice[];
  /** Stands below the choices, and in their place where there are none. */
  readonly note: string | null;
  readonly choose: (choice: Choice) => void;
}

/** A field and the choices that it finds; the field keeps the focus while the keys walk the choices. */
export function ChoiceList(props: ChoiceListProps) {
  const { choices, query, note, choose } = props;
  const [current, setCurrent] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const active = Math.min(current, choices.length - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at its best choice.
  useEffect(() => setCurrent(0), [query]);

  const move = (by: number) => {
    if (choices.length === 0) return;
    const next = (active + by + choices.length) % choices.length;
    setCurrent(next);
    list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const choice = choices[active];
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') {
      if (choice?.enabled) choose(choice);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <Field
        {...props}
        listId={id}
        activeId={active < 0 ? null : `${id}-${active}`}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={id}
        className="palette-list scrolls"
        role="listbox"
        aria-label={props.label}
      >
        {choices.map((choice, index) => (
          <Fragment key={choice.id}>
            {choice.heading === choices[index - 1]?.heading ? null : (
              <p className="palette-heading" role="presentation">
                {choice.heading}
              </p>
            )}
            <Line
              id={`${id}-${index}`}
              choice={choice}
              active={index === active}
              point={() => setCurrent(index)}
              choose={() => choose(choice)}
            />
          </Fragment>
        ))}
      </div>
      <p className="palette-note" role="status">
        {note}
      </p>
    </>
  );
}

interface FieldProps extends ChoiceListProps {
  readonly listId: string;
  readonly activeId: string | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Field({ label, placeholder, query, setQuery, listId, activeId, onKeyDown }: FieldProps) {
  return (
    <div className="palette-field">
      <CommandIcon />
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        {...(activeId === null ? {} : { 'aria-activedescendant': activeId })}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Dialog.Close className="palette-close" aria-label="Esc, close">
        <kbd className="key">Esc</kbd>
      </Dialog.Close>
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly choice: Choice;
  readonly active: boolean;
  point(): void;
  choose(): void;
}

function Line({ id, choice, active, point, choose }: LineProps) {
  const { label, ranges, hint, keys, enabled } = choice;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points here.
    <div
      id={id}
      className="palette-choice"
      role="option"
      aria-selected={active}
      aria-disabled={!enabled}
      onClick={enabled ? choose : undefined}
      onPointerMove={point}
    >
      <ChevronRightIcon />
      <span className="palette-label">{marked(label, ranges)}</span>
      {hint === null ? null : <span className="palette-hint">{hint}</span>}
      {keys === null ? null : <kbd className="key">{keys}</kbd>}
    </div>
  );
}

function marked(label: string, ranges: Choice['ranges']) {
  let end = 0;
  const parts = ranges.map(([from, to]) => {
    const before = label.slice(end, from);
    end = to;
    return (
      <Fragment key={from}>
        {before}
        <mark>{label.slice(from, to)}</mark>
      </Fragment>
    );
  });
  return [...parts, label.slice(end)];
}
