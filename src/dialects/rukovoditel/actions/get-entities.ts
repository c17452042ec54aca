import type { ActionAnswer, ActionCall } from '../call.ts';
import { administratorsOnly } from './administrators-only.ts';

/** `get_entities` (Rukovoditel contract 2.10). */
export async function getEntities(call: ActionCall): Promise<ActionAnswer> {
  administratorsOnly(call);
  return {
    data: call.application.entities.map(({ number, parentNumber, label, sort }) => ({
      id: String(number), parent_id: String(parentNumber), group_id: '0', name: label[call.settings.language], notes: '', sort_order: String(sort),
    })),
  };
}
