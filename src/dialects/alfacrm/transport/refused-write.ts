import type { WriteErrors } from './envelope.ts';

/** A write that this wire itself refuses, by the names of its fields; leaves as `success: false` under HTTP 200. */
export class RefusedWrite extends Error {
  readonly errors: WriteErrors;

  constructor(errors: WriteErrors) {
    super(Object.keys(errors).join(', '));
    this.name = 'RefusedWrite';
    this.errors = errors;
  }
}
