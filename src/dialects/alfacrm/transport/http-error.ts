/** What a protocol error is called on this wire (alfaCRM contract 1.3). */
const NAMES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Payload Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type HttpErrorStatus = keyof typeof NAMES;

/** A refusal that leaves as HTTP status and `{name, message, code, status}`; business errors are no such (contract 4). */
export class HttpError extends Error {
  readonly status: HttpErrorStatus;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: HttpErrorStatus, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
    this.headers = headers;
  }
}

/** The body of a protocol error: exactly these four members (alfaCRM contract 1.3). */
export function errorBody(status: HttpErrorStatus, message: string): string {
  return JSON.stringify({ name: NAMES[status], message, code: 0, status });
}

/** A status of the server's own (a broken header, a body that is too large) as one that this wire knows. */
export function knownStatus(status: number): HttpErrorStatus {
  if (status === 413 || status === 404 || status === 405) return status;
  return status >= 500 ? 500 : 400;
}
