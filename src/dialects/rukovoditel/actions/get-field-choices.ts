import { member } from '../../transport/parameters.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { readFieldId } from '../transport/read-field-id.ts';
import { missing, noField } from '../transport/texts.ts';
import { administratorsOnly } from './administrators-only.ts';
import { entityOf } from './entity-of.ts';
import { presentChoices } from './present-choices.ts';

/** `get_field_choices`: of a field with a global list, the options of that list (Rukovoditel contract 2.10). */
export async function getFieldChoices(call: ActionCall): Promise<ActionAnswer> {
  administratorsOnly(call);
  const entity = entityOf(call);
  const number = readFieldId(member(call.parameters, 'field_id'));
  if (number === undefined) throw new ApiError(missing('field_id'));
  const field = entity.field(number);
  if (field === undefined) throw new ApiError(noField(`field_${number}`, String(entity.number)));
  return { data: field.core === undefined ? [] : presentChoices(call, field.core) };
}
