const MIME_TYPE = 'application/vnd.sqlite3';
/** The browser reads the file after the click; nothing tells when it is done. */
const KEPT_MS = 60_000;

/**
 * Hands the user a file: as a download, or where the window's own save dialog puts it. Neither replaces
 * a file that the user did not name.
 */
export function offerFile(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: MIME_TYPE }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

const ENDING = /(\.(ndjson|jsonl?|db|sqlite3?|roomscope|gz))+$/i;
const MAX_STEM = 100;

/** "a.ndjson.gz + b.ndjson" becomes "a + b.roomscope"; characters that no file name may hold go. */
export function documentFileName(name: string): string {
  const stems = name.split(' + ').map((file) => file.replace(ENDING, ''));
  const stem = stems
    .join(' + ')
    .replace(/[\p{Cc}\p{Cf}"*/:<>?\\|]+/gu, '-')
    .slice(0, MAX_STEM)
    .trim();
  return `${stem === '' ? 'room' : stem}.roomscope`;
}
