import { isIPv4 } from 'node:net';

export type Target =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly reason: 'bad_url' | 'refused_address' };

/**
 * Reads a URL that somebody else wrote: http or https, without name and password. `base`: the page whose redirect it is.
 * An address spelled as a number (`http://2130706433/`, `http://0x7f.1/`) is refused whatever it stands for: only who
 * hides something writes so.
 */
export function readTarget(text: string, base?: URL): Target {
  if (base === undefined && !/^https?:\/\/[^/\\]/iu.test(text)) return { ok: false, reason: 'bad_url' };
  if (!URL.canParse(text, base?.href)) return { ok: false, reason: 'bad_url' };
  const url = new URL(text, base);
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return { ok: false, reason: 'bad_url' };
  const written = /^(?:https?:)?\/\/([^/?#:\\]+)/iu.exec(text)?.[1];
  if (written !== undefined && isIPv4(url.hostname) && written !== url.hostname) return { ok: false, reason: 'refused_address' };
  return { ok: true, url };
}
