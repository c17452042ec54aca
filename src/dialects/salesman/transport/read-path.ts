/** Where a call goes. `inlineQuery` is the query that some clients write as the fourth segment. */
export interface WirePath {
  readonly method: string;
  readonly action: string;
  readonly inlineQuery: string;
}

/**
 * Reads `/developer/v3/{method}/{action}` by position (SalesMan contract 1.1). The general page of the SalesMan
 * documentation prints `.../method/action=list&apikey=key` without a question mark; that is read as printed.
 */
export function readPath(path: string): WirePath {
  const known = KNOWN.get(path);
  if (known !== undefined) return known;
  const read = splitPath(path);
  if (read.inlineQuery === '' && KNOWN.size < MAX_KNOWN) KNOWN.set(path, read);
  return read;
}

/** Paths repeat; those that hold parameters do not, and may hold a key. */
const KNOWN = new Map<string, WirePath>();
const MAX_KNOWN = 200;

function splitPath(path: string): WirePath {
  const [, , , method = '', ...rest] = path.split('/');
  const action = rest[0] ?? '';
  const inline = action.includes('=');
  return {
    method: method === '' ? 'client' : decodeSegment(method),
    action: inline ? '' : decodeSegment(action),
    // A slash inside a value splits it, so the remainder belongs to the query; a trailing slash does not.
    inlineQuery: inline ? rest.join('/').replace(/\/$/u, '') : '',
  };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
