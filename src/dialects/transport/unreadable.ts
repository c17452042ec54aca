/** Why a body or a query cannot be read. Each dialect has words of its own for these (`satisfies Record<Unreadable, …>`). */
export type Unreadable = 'json' | 'notAnObject' | 'multipart' | 'encoding' | 'nesting' | 'tooManyFields' | 'tooManyValues';

/** How much one request may hold; each dialect sets its own. */
export interface BodyLimits {
  /** Levels of names or of JSON, the outermost included. */
  readonly nesting: number;
  /** Fields of a query or a form. */
  readonly fields: number;
  /** Values of a JSON body, nested ones included. */
  readonly values: number;
}

/** Thrown by the readers of this folder; never quotes what was sent, which may hold a key or a password. */
export class UnreadableError extends Error {
  readonly why: Unreadable;

  constructor(why: Unreadable, options?: ErrorOptions) {
    super(`unreadable request: ${why}`, options);
    this.name = 'UnreadableError';
    this.why = why;
  }
}
