/** A parameter of a header; no quoted text is longer than a thousand, so that a broken one is read quickly. */
const PARAMETER = /;\s*([\w-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\.){0,1000})"|([^;"]*))/gu;

/**
 * The name that a server gives to what it sends: `filename*` of Content-Disposition (RFC 6266), else `filename`, else the
 * last segment of the path, else an empty text. It comes from outside: clean it before use.
 */
export function fileNameOf(disposition: string, url: URL): string {
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, bare = ''] of disposition.matchAll(PARAMETER)) {
    const value = quoted === undefined ? bare.trim() : quoted.replaceAll(/\\(.)/gu, '$1');
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
  }
  return extended(parameters.get('filename*') ?? '') || (parameters.get('filename') ?? '') || lastSegment(url);
}

/** `UTF-8''%e2%82%ac.txt` (RFC 8187); an empty text when it is not of that form. */
function extended(value: string): string {
  const [, charset = '', encoded = ''] = /^([\w-]+)'[^']*'(.*)$/u.exec(value) ?? [];
  if (charset.toLowerCase() === 'utf-8') return decoded(encoded) ?? '';
  if (charset.toLowerCase() !== 'iso-8859-1') return '';
  return encoded.replaceAll(/%([\da-f]{2})/giu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

function lastSegment(url: URL): string {
  const segment = url.pathname.split('/').at(-1) ?? '';
  return decoded(segment) ?? segment;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
