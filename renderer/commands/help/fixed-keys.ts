/** What the list of events does with keys and the mouse that no command can be given. */
export const LIST_KEYS: readonly (readonly [what: string, keys: readonly string[]])[] = [
  ['Previous or next event', ['ArrowUp', 'ArrowDown']],
  ['To a parent or child; again: the next of several', ['ArrowLeft', 'ArrowRight']],
  ['First or last event', ['Home', 'End']],
  ['A page up or down', ['PageUp', 'PageDown']],
  ['Select nothing', ['Escape']],
];

export const MOUSE: readonly (readonly [how: string, what: string])[] = [
  ['Click a row', 'Select its event'],
  ['Click a bar', 'Select its block'],
  ['Wheel', 'Scroll'],
  ['Ctrl and wheel, or pinch', 'Change the height of rows'],
  ['Drag the edge of the inspector', 'Change its width'],
  ['Drop files on the window', 'Open them'],
];
