import { member } from '../../transport/parameters.ts';
import type { WireEntity } from '../application/application.ts';
import type { ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { readId } from '../transport/read-id.ts';
import { readText } from '../transport/read-text.ts';
import { missing, noEntity } from '../transport/texts.ts';

/** The entity that the call names by `entity_id`. */
export function entityOf({ application, parameters }: ActionCall): WireEntity {
  const sent = member(parameters, 'entity_id');
  if (sent === undefined || sent === null || sent === '') throw new ApiError(missing('entity_id'));
  const found = application.entity(readId(sent) ?? -1);
  if (found === undefined) throw new ApiError(noEntity(readText(sent) ?? ''));
  return found;
}

/** A whole number above 0 that the call needs. */
export function requiredId({ parameters }: ActionCall, name: string): number {
  const id = readId(member(parameters, name));
  if (id === undefined || id === 0) throw new ApiError(missing(name));
  return id;
}
