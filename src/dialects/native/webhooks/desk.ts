import { CrmError } from '../../../core/errors.ts';
import type { DeliveryDesk } from '../../dialect.ts';
import type { Call } from '../call.ts';

/** Who delivers. Throws `unavailable` where nobody does. */
export function deskOf({ delivery }: Call): DeliveryDesk {
  if (delivery === undefined) throw new CrmError('unavailable', { entity: 'webhook', reason: 'nothing is delivered here' });
  return delivery;
}
