/**
 * An answer that is there at once where nothing must be waited for, and a promise of it otherwise: `await` takes either.
 * Waiting for a promise costs the hottest calls as much as reading a row, so they look first (`now instanceof Promise`).
 */
export type Eventual<Answer> = Answer | Promise<Answer>;
