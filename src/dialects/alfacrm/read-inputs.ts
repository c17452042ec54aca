import type { CrmRecord } from '../../core/values.ts';
import type { Call } from './call.ts';
import { customFields } from './custom-fields.ts';
import type { Inputs, Reading, WireField } from './model.ts';
import type { WireValue } from '../transport/parameters.ts';
import type { WireJson } from './transport/wire-json.ts';
import { labelOf } from './labels.ts';
import { RefusedWrite } from './transport/refused-write.ts';
import { required, wrongFormat } from './transport/texts.ts';

/** All that a write says, in the core's words. Unknown and read-only members are ignored (alfaCRM contract 2.3). Throws RefusedWrite with every fault. */
export async function readInputs(call: Call, record?: CrmRecord): Promise<Inputs> {
  const { model } = call;
  const errors: Record<string, readonly string[]> = {};
  const inputs: Record<string, unknown> = {};
  for (const field of writable(call)) {
    const sent = sentValue(call, field.wire, record);
    if (sent === undefined || field.read === undefined || field.field === undefined) continue;
    const reading = field.read(sent, call);
    if (record !== undefined && isEcho(field, reading, record, call)) continue;
    if ('fault' in reading) errors[field.wire] = [wrongFormat(labelOf(call, field))];
    // Of two members of one field (`day` and `days`) an empty one takes nothing from the other.
    else if (reading.input !== null || (inputs[field.field] ?? null) === null) inputs[field.field] = reading.input;
  }
  if (Object.keys(errors).length > 0) throw new RefusedWrite(errors);
  const said = record === undefined ? withBranch(call, inputs) : inputs;
  const prepared = model.prepare === undefined ? said : await model.prepare(said, call, record);
  refuseMissing(call, prepared, record);
  return prepared;
}

/** What is sent as it is shown is not changed: programs send whole models back (contract 4.2, trap 21). */
function isEcho(field: WireField, reading: Reading, record: CrmRecord, call: Call): boolean {
  if ('fault' in reading || field.read === undefined) return false;
  const shown = field.read(plain(field.show(record, call)), call);
  return 'input' in shown && JSON.stringify(shown.input) === JSON.stringify(reading.input);
}

/** Members that can be written show nothing that could not be sent. */
function plain(value: WireJson): WireValue {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(plain) : null;
}

/**
 * Fields come in the body; what a new record hangs on may come in the query too, and counts there first (contract 0.7,
 * 3.14, trap 22). To a record that is there the query only says where it is: it goes nowhere else.
 */
function sentValue({ model, body, query }: Call, wire: string, record: CrmRecord | undefined): WireValue | undefined {
  const inBody = Object.hasOwn(body, wire) ? body[wire] : undefined;
  if (record !== undefined || model.parents?.includes(wire) !== true) return inBody;
  return (Object.hasOwn(query, wire) ? query[wire] : undefined) ?? inBody;
}

/** A record that says nothing of branches belongs to that of the address (contract 2.1). */
function withBranch({ model, branch, directory }: Call, inputs: Inputs): Inputs {
  const entity = directory.catalog.entity(model.entity);
  const field = entity.fields.find(({ name }) => name === entity.branch);
  const said = field === undefined ? undefined : inputs[field.name];
  const says = (said ?? null) !== null && !(Array.isArray(said) && said.length === 0);
  if (field === undefined || branch === 0 || says) return inputs;
  return { ...inputs, [field.name]: field.type === 'links' ? [branch] : branch };
}

function writable(call: Call): readonly WireField[] {
  return call.model.custom === true ? [...call.model.fields, ...customFields(call)] : call.model.fields;
}

/** A required member must be there in a create, and may not be cleared by an update. */
function refuseMissing(call: Call, inputs: Inputs, record: CrmRecord | undefined): void {
  const missing = call.model.fields.filter((field) => field.required === true && field.field !== undefined && isMissing(inputs, field.field, record));
  if (missing.length > 0) throw new RefusedWrite(Object.fromEntries(missing.map((field) => [field.wire, [required(labelOf(call, field))]])));
}

function isMissing(inputs: Inputs, field: string, record: CrmRecord | undefined): boolean {
  if (!Object.hasOwn(inputs, field)) return record === undefined;
  const value = inputs[field];
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}
