/** null where the text is no URL. (`URL.canParse` came with Node 18.17, later than Electron 25.) */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
