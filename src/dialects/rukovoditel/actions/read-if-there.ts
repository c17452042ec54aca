import { CrmError } from '../../../core/errors.ts';
import { readRecord } from '../../../core/records/read-record.ts';
import type { CrmRecord } from '../../../core/values.ts';
import type { ActionCall } from '../call.ts';

/** The record, or nothing where the caller sees none. */
export async function readIfThere({ crm, context }: ActionCall, entity: string, id: number): Promise<CrmRecord | undefined> {
  try {
    return await readRecord(crm, context, entity, id);
  } catch (error) {
    if (error instanceof CrmError && error.code === 'not_found') return undefined;
    throw error;
  }
}
