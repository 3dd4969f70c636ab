/** An event may be 65,536 bytes; a line or array element this long is no event, and is not held. */
export const MAX_EVENT_BYTES = 1024 * 1024;

/** What a gzip file may unpack to. */
export const MAX_UNPACKED_BYTES = 4 * 1024 ** 3;

/** Files of cases and expectations are held as a whole. */
export const MAX_CASE_FILE_BYTES = 256 * 1024 ** 2;

/** JSON5 is written by hand, and parsed in one go: 16 MiB of it take some seconds. */
export const MAX_JSON5_BYTES = 16 * 1024 ** 2;
