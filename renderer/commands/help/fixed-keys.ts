/** What the list of events does with keys and the mouse that no command can be given. */
export const LIST_KEYS: readonly (readonly [what: string, keys: readonly string[]])[] = [
  ['Previous or next event', ['ArrowUp', 'ArrowDown']],
  ['To a parent or child; again: the next of several', ['ArrowLeft', 'ArrowRight']],
  ['First or last event', ['Home', 'End']],
  ['A page up or down', ['PageUp', 'PageDown']],
  ['Select nothing', ['Escape']],
];

export const MOUSE: readonly (readonly [what: string, how: string])[] = [
  ['Select an event', 'Click its row'],
  ['Select a block', 'Click its bar'],
  ['Change the height of rows', 'Ctrl and wheel, or pinch'],
  ['Change the width of the inspector', 'Drag its edge'],
  ['Open files', 'Drop them on the window'],
];
