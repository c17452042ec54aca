import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { readRecord } from './read-record.ts';

/** Waits for a check of unique values; a collision with a record that the caller does not see names no record. */
export async function seenCollision(crm: Crm, context: Context, check: Promise<void>): Promise<void> {
  try {
    await check;
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== 'duplicate' || error.facts.entity === undefined || error.facts.id === undefined) throw error;
    const { id, title: _title, ...facts } = error.facts;
    const seen = await readRecord(crm, context, error.facts.entity, id).then(() => true, () => false);
    throw seen ? error : new CrmError('duplicate', facts);
  }
}
