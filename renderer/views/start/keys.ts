/** Apple keyboards say ⌘ where others say Ctrl. */
export function usesCommandKey(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
