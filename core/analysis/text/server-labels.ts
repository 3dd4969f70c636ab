import { oneLine } from './safe-text';

const LABEL_LIMIT = 60;
const MOST_DNS_LABELS = 6;
const IP_ADDRESS = /^(\[.*\]|\d{1,3}(\.\d{1,3}){3})$/;

/**
 * A short label for each server, unique among them: the first DNS label ("a" for
 * `a.lab.test:11448`), with further ones where others start alike, the whole name at last. Names
 * that even then look alike (odd characters) are numbered.
 */
export function serverLabels(servers: Iterable<string>): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  let open = [...new Set(servers)];
  for (let length = 1; open.length > 0; length++) {
    const last = length > MOST_DNS_LABELS;
    const groups = groupByLabel(open, last ? Number.POSITIVE_INFINITY : length);
    open = [];
    for (const [label, group] of groups) {
      if (group.length === 1 || last)
        group.forEach((server, i) => {
          labels.set(server, i === 0 ? label : `${label} #${i + 1}`);
        });
      else open.push(...group);
    }
  }
  return labels;
}

function groupByLabel(servers: readonly string[], length: number): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const server of servers) {
    const label = oneLine(firstLabels(server, length), LABEL_LIMIT);
    const group = groups.get(label);
    if (group) group.push(server);
    else groups.set(label, [server]);
  }
  return groups;
}

/** The first `length` DNS labels of the host; the whole server name where it has no more. */
function firstLabels(server: string, length: number): string {
  const host = server.replace(/:\d+$/, '');
  if (IP_ADDRESS.test(host)) return server;
  const parts = host.split('.');
  return length <= parts.length ? parts.slice(0, length).join('.') : server;
}
