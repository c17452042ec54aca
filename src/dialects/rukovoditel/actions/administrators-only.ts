import { CrmError } from '../../../core/errors.ts';
import type { ActionCall } from '../call.ts';

/** Metadata is for administrators (Rukovoditel contract 2.10). */
export function administratorsOnly({ account }: ActionCall): void {
  if (!account.administrator) throw new CrmError('forbidden');
}
