import { CrmError } from '../../../core/errors.ts';

/** The id in an address. What cannot be an id is nobody's: CrmError `not_found`. */
export function parseId(entity: string, text: string): number {
  const id = /^[1-9]\d{0,15}$/u.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw new CrmError('not_found', { entity });
  return id;
}
