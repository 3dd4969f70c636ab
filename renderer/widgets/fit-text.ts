/** Per letter, where nothing measures text: wider than most, so that nothing runs over. */
const LETTER = 0.58;

let context: CanvasRenderingContext2D | null | undefined;

/** The text, cut with an ellipsis to fit `width` px in the CSS font given as "600 14px Inter". */
export function fitText(text: string, width: number, weight: number, size: number, mono = false) {
  const measure = measurer(weight, size, mono);
  if (measure(text) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${text.slice(0, middle)}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}

function measurer(weight: number, size: number, mono: boolean): (text: string) => number {
  context ??= document.createElement('canvas').getContext('2d');
  const measured = context;
  if (!measured) return (text) => text.length * size * LETTER;
  const family = mono ? '"JetBrains Mono Variable"' : '"Inter Variable"';
  return (text) => {
    measured.font = `${weight} ${size}px ${family}, sans-serif`;
    return measured.measureText(text).width;
  };
}
