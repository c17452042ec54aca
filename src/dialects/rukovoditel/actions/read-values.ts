import type { FieldInputs } from '../../../core/records/accept-values.ts';
import type { PlannedValue } from '../../../core/changes/change-set.ts';
import type { Parameters, WireValue } from '../../transport/parameters.ts';
import type { WireEntity, WireField } from '../application/application.ts';
import { COMPUTED } from '../application/vendor-types.ts';
import type { ActionCall } from '../call.ts';
import { surroundingsOf } from '../present-rows.ts';
import { ApiError } from '../transport/errors.ts';
import { readId } from '../transport/read-id.ts';
import { readText } from '../transport/read-text.ts';
import { noField } from '../transport/texts.ts';
import { readLocal } from '../values/dates.ts';
import { kindOf } from '../values/registry.ts';
import { cleanHtml } from './clean-html.ts';

/** What a client wants written to one record. */
export interface WireValues {
  readonly inputs: FieldInputs;
  /** Who made it and when, where the client says so. */
  readonly stamp: Readonly<Record<string, PlannedValue>>;
  /** File fields with what was sent for them: they are stored before the record is written. */
  readonly files: readonly (readonly [field: WireField, sent: WireValue])[];
}

const FIELD_KEY = /^(?:field_)?(\d{1,15})$/u;

/** One map of `items` or `data` (Rukovoditel contract 2.2, 2.4.2). Throws ApiError for a field that is not there. */
export async function readValues(call: ActionCall, entity: WireEntity, sent: Parameters): Promise<WireValues> {
  const around = surroundingsOf(call);
  const inputs: Record<string, unknown> = {};
  const stamp: Record<string, PlannedValue> = {};
  const files: (readonly [WireField, WireValue])[] = [];
  for (const [key, value] of Object.entries(sent)) {
    const field = fieldOf(entity, key);
    if (field === undefined) readSystem(call, entity, key, value, inputs, stamp);
    else if (field.core?.type === 'files') files.push([field, value]);
    else if (field.core !== undefined && !COMPUTED.has(field.type)) inputs[field.core.name] = await readField(field, value, around);
  }
  return { inputs, stamp, files };
}

function fieldOf(entity: WireEntity, key: string): WireField | undefined {
  const number = FIELD_KEY.exec(key)?.[1];
  if (number === undefined) return undefined;
  const field = entity.field(Number(number));
  if (field === undefined) throw new ApiError(noField(`field_${Number(number)}`, String(entity.number)));
  return field;
}

async function readField(field: WireField, value: WireValue, around: ReturnType<typeof surroundingsOf>): Promise<unknown> {
  const read = kindOf(field)?.read(value, field, around);
  return field.core?.settings.html === true && typeof read === 'string' ? cleanHtml(read) : read;
}

/** Columns that every record has; other keys mean nothing. Only an administrator says when a record was made. */
function readSystem({ account, directory, zone }: ActionCall, { definition }: WireEntity, key: string, value: WireValue, inputs: Record<string, unknown>, stamp: Record<string, PlannedValue>): void {
  if (key === 'parent_item_id' && definition.parent !== undefined) inputs[definition.parent] = readId(value) ?? null;
  if (key === 'created_by') {
    const author = directory.account(readId(value) ?? 0);
    if (author !== undefined) stamp['created_by'] = author.id;
  }
  if (key === 'date_added' && account.administrator) {
    const local = readLocal(zone, readText(value) ?? '');
    if (local !== undefined) stamp['created_at'] = zone.toInstant(local);
  }
}
