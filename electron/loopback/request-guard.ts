import type { IncomingHttpHeaders } from 'node:http';

export interface RequestFacts {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

export interface HttpRefusal {
  readonly status: number;
  readonly sentence: string;
}

/** What a route lets through; `origin: 'required'` where a browser always sends one. */
export interface GuardRules {
  readonly method: string;
  readonly origin: 'required' | 'optional';
  /** A link from a terminal or another app may come with no site of its own. */
  readonly topLevel: boolean;
}

/**
 * Whether a request can have come from our own page. Host stops DNS rebinding; Origin stops pages
 * of other origins, other ports of 127.0.0.1 included (SameSite cookies do not: ports are one
 * site); Sec-Fetch-Site stops requests that carry no Origin, such as images.
 */
export function refuseRequest(
  { method, headers }: RequestFacts,
  port: number,
  rules: GuardRules,
): HttpRefusal | null {
  const authority = `127.0.0.1:${port}`;
  if (headers.host !== authority)
    return { status: 421, sentence: `Roomscope answers at ${authority} only.` };
  if (method !== rules.method)
    return { status: 405, sentence: `Only ${rules.method} is answered here.` };
  if (
    headers.origin === undefined
      ? rules.origin === 'required'
      : headers.origin !== `http://${authority}`
  )
    return { status: 403, sentence: 'The request comes from another page.' };
  if (!isOwnSite(headers['sec-fetch-site'], rules.topLevel))
    return { status: 403, sentence: 'The request comes from another site.' };
  return null;
}

function isOwnSite(site: string | string[] | undefined, topLevel: boolean): boolean {
  return site === undefined || site === 'same-origin' || (topLevel && site === 'none');
}
