import { CrmError } from '../../../core/errors.ts';
import type { WriteManner } from '../../../core/records/plan-new.ts';
import type { WireEntity } from '../application/application.ts';

/** Fields that a group may not write are left out without a word, and nothing is required (Rukovoditel contract 2.4.2). */
export const WIRE_MANNER: WriteManner = { closed: 'drop', required: false };

/** The fields whose value another record holds, when that is what was refused; any other refusal is thrown on. */
export function takenFields(error: unknown, entity: WireEntity): readonly string[] {
  if (!(error instanceof CrmError) || error.code !== 'duplicate') throw error;
  const names = new Set(error.facts.faults?.map(({ field }) => field));
  return entity.fields.filter(({ core }) => core !== undefined && names.has(core.name)).map(({ number }) => `field_${number}`);
}
