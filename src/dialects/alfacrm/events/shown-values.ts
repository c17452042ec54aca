import { toRole, type Account } from '../../../core/accounts/account.ts';
import type { CrmRecord } from '../../../core/values.ts';
import type { EventParts } from '../../dialect.ts';
import { membersFrom } from '../../transport/parameters.ts';
import { FACE } from '../authenticate.ts';
import type { Call } from '../call.ts';
import { customFields } from '../custom-fields.ts';
import type { Model, WireField } from '../model.ts';
import type { WireJson } from '../transport/wire-json.ts';

type Shown = Readonly<Record<string, WireJson>>;

/** A receiver is told what administrators see. */
const NOBODY: CrmRecord = { id: 0, version: 0 };
const RECEIVER: Account = { id: 0, login: '', name: '', role: toRole(NOBODY), administrator: true, active: true, managerId: null, branchIds: [], record: NOBODY };

/** Moved by every change, so they tell nothing of one. */
const STAMPS: ReadonlySet<string> = new Set(['id', 'updated_at']);

/** What a record that is new, or that is gone, held: the members that are set, as an index shows them. */
export function setMembers(model: Model, record: CrmRecord, parts: EventParts): Shown {
  const call = callOf(model, parts);
  const blank: CrmRecord = { id: record.id, version: record.version };
  return pick(call, ({ field, show }) => (field !== undefined && (record[field] ?? null) !== null) || differs(show(record, call), show(blank, call)), record);
}

/** The members that two states of a record show differently, as both show them. */
export function changedMembers(model: Model, before: CrmRecord, after: CrmRecord, parts: EventParts): { readonly old: Shown; readonly now: Shown } {
  const call = callOf(model, parts);
  const changed = ({ show }: WireField): boolean => differs(show(before, call), show(after, call));
  return { old: pick(call, changed, before), now: pick(call, changed, after) };
}

function pick(call: Call, wanted: (field: WireField) => boolean, record: CrmRecord): Shown {
  const { model } = call;
  const fields = [...model.fields, ...(model.custom === true ? customFields(call) : [])];
  const members = fields.filter((field) => !STAMPS.has(field.wire) && wanted(field)).map(({ wire, show }) => [wire, show(record, call)] as const);
  return Object.fromEntries(members);
}

function differs(left: WireJson, right: WireJson): boolean {
  return JSON.stringify(left) !== JSON.stringify(right);
}

function callOf(model: Model, { crm, directory, zone }: EventParts): Call {
  const none = membersFrom([]);
  return { crm, directory, zone, model, account: RECEIVER, context: { account: RECEIVER, face: FACE, keyId: null }, branch: 0, query: none, body: none, given: () => undefined };
}
