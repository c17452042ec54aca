import { allowReading } from '../../../core/permissions/allow.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { entityOf } from './entity-of.ts';

/** `get_process_buttons`: there are no processes here (Rukovoditel contract 2.11). */
export async function getProcessButtons(call: ActionCall): Promise<ActionAnswer> {
  allowReading(call.directory, call.account, entityOf(call).definition);
  return { data: [] };
}
