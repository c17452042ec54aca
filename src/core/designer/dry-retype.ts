import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { FieldFault } from '../errors.ts';
import type { FieldDefinition, FieldSettings, FieldTypeName } from '../metadata/definitions.ts';
import type { FieldValue } from '../values.ts';
import { requireAdministrator } from './administrator.ts';
import { conversionLookup } from './conversion-lookup.ts';
import { convertValue, isEmpty } from './convert-value.ts';
import { presentField, shapeable } from './define.ts';
import { draftRetype } from './draft-retype.ts';
import { pagesOf } from './walk-records.ts';

export interface RetypeReport {
  /** `records` = `converts` + `empty` + `fails`. */
  readonly records: number;
  readonly converts: number;
  readonly empty: number;
  readonly fails: number;
  /** The first that fail. */
  readonly examples: readonly { readonly id: number; readonly value: FieldValue; readonly fault: FieldFault['fault'] }[];
}

const MAX_EXAMPLES = 20;
/** Stands for the list that a field of options would get. */
const NO_LIST_YET = '';

/**
 * Tells what another type would make of the values of a field, and writes nothing; the service runs on meanwhile.
 * Refuses what `retypeField` refuses.
 */
export async function dryRetype(crm: Crm, context: Context, entity: string, name: string, type: FieldTypeName, settings: FieldSettings = {}): Promise<RetypeReport> {
  requireAdministrator(context);
  const directory = await crm.directory();
  const definition = shapeable(directory.catalog, entity);
  return reportRetype(crm, context, entity, presentField(definition, name), draftRetype(directory, definition, name, type, settings, NO_LIST_YET));
}

/** The report on a type that was checked. */
export async function reportRetype(crm: Crm, context: Context, entity: string, from: FieldDefinition, to: FieldDefinition): Promise<RetypeReport> {
  const lookup = await conversionLookup(crm, context, { dry: true });
  const counts = { records: 0, converts: 0, empty: 0, fails: 0 };
  const examples: RetypeReport['examples'][number][] = [];
  for await (const records of pagesOf(crm, entity, [from.name])) {
    for (const record of records) {
      const value = record[from.name] ?? null;
      const converted = await convertValue(from, to, value, lookup);
      const fate = isEmpty(value) ? 'empty' : 'fault' in converted ? 'fails' : 'converts';
      counts.records += 1;
      counts[fate] += 1;
      if ('fault' in converted && examples.length < MAX_EXAMPLES) examples.push({ id: record.id, value, fault: converted.fault });
    }
  }
  return { ...counts, examples };
}
