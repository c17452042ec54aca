const MAX_SECONDS = 366 * 24 * 3600;
const DATE = /^[A-Z][a-z]{2,8},? \d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/u;

/** How long a `Retry-After` header (RFC 9110: seconds or an HTTP date) asks to wait, in milliseconds; null when it says nothing. */
export function readRetryAfter(text: string, now: number): number | null {
  const written = text.trim();
  if (/^\d{1,10}$/u.test(written)) return Math.min(Number(written), MAX_SECONDS) * 1000;
  const at = DATE.test(written) ? Date.parse(written) : Number.NaN;
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now, 0), MAX_SECONDS * 1000);
}
