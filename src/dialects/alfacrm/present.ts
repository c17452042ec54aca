import type { CrmRecord } from '../../core/values.ts';
import type { Call } from './call.ts';
import { customFields } from './custom-fields.ts';
import type { WireJson } from './transport/wire-json.ts';

/** The records as this API shows them, whole models in the order of the contract. */
export async function presentAll(call: Call, records: readonly CrmRecord[]): Promise<readonly WireJson[]> {
  const { model } = call;
  const fields = model.custom === true ? [...model.fields, ...customFields(call)] : model.fields;
  const extra = model.extra === undefined || records.length === 0 ? () => ({}) : await model.extra(records, call);
  return records.map((record) => ({
    ...Object.fromEntries(fields.map((field) => [field.wire, field.show(record, call)])),
    ...extra(record),
  }));
}

export async function presentOne(call: Call, record: CrmRecord): Promise<WireJson> {
  return (await presentAll(call, [record]))[0] ?? null;
}
