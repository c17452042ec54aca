import { rightsOn } from '../../../core/permissions/rights.ts';
import { member } from '../../transport/parameters.ts';
import type { WireEntity, WireField } from '../application/application.ts';
import type { ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { readFieldId } from '../transport/read-field-id.ts';
import { missing, noField } from '../transport/texts.ts';

/** The file field that the call names by `field_id`: `162`, `"162"` or `field_162` (Rukovoditel contract 2.9.2). */
export function fileFieldOf({ directory, account, parameters }: ActionCall, entity: WireEntity): WireField & { readonly name: string } {
  const number = readFieldId(member(parameters, 'field_id'));
  if (number === undefined) throw new ApiError(missing('field_id'));
  const field = entity.field(number);
  const name = field?.core?.type === 'files' ? field.core.name : undefined;
  if (field === undefined || name === undefined || rightsOn(directory, account, entity.definition).hidden.has(name)) throw new ApiError(noField(`field_${number}`, String(entity.number)));
  return { ...field, name };
}
