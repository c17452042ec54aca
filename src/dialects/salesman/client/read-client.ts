import type { ClientInput } from '../../../core/clients/client-input.ts';
import type { ItemReference } from '../../../core/dictionaries/resolve-item.ts';
import { listAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import { cleanTitle } from '../title.ts';
import { member, type Parameters } from '../../transport/parameters.ts';
import { settle } from '../transport/reading.ts';
import { asId, asTextList, textOrList } from '../transport/values.ts';
import { activeFields, kindOf, type ActiveField } from '../wire-names.ts';
import { namedOwner } from './owner.ts';
import { readRequisiteInputs } from './requisites.ts';

/** What the parameters of `add` and `update` want written; members that were not sent are not in it. */
export function readClientInput(call: Call, stored?: CrmRecord): ClientInput {
  const values: Record<string, unknown> = {};
  const items: Record<string, ItemReference> = {};
  for (const field of activeFields(call.directory.catalog.entity('client'))) readMember(call, field, stored, values, items);
  const kind = settle(textOrList(member(call.parameters, 'type')), 'type');
  if (kind !== undefined) values['kind'] = kindOf(kind ?? '') ?? 'company';
  const requisites = readRequisiteInputs(call.parameters);
  return { values, items, ...(requisites === undefined ? {} : { requisites }) };
}

function readMember(call: Call, { wire, core, form }: ActiveField, stored: CrmRecord | undefined, values: Record<string, unknown>, items: Record<string, ItemReference>): void {
  const { parameters } = call;
  switch (form) {
    case 'title': return keep(values, core, readText(parameters, wire, cleanTitle));
    case 'text': return keep(values, core, readText(parameters, wire));
    case 'address': return keep(values, core, readAddress(parameters, wire, stored));
    case 'list': return keep(values, core, cleared(settle(asTextList(member(parameters, wire)), wire)));
    case 'owner': return keep(values, core, namedOwner(call));
    case 'client':
    case 'person': return keep(values, core, settle(asId(member(parameters, wire)), wire));
    case 'dictionary':
    case 'relation': {
      const reference = readItem(parameters, wire);
      if (reference === null) values[core] = null;
      else if (reference !== undefined) items[core] = reference;
    }
  }
}

function keep(values: Record<string, unknown>, core: string, value: unknown): void {
  if (value !== undefined) values[core] = value;
}

/** A cleared member is stored as empty and reads as empty, a member never sent reads as null (SalesMan contract 5.6). */
function cleared<T>(value: T | null | undefined): T | '' | undefined {
  return value === null ? '' : value;
}

function readText(parameters: Parameters, wire: string, clean = (text: string) => text): string | undefined {
  const text = cleared(settle(textOrList(member(parameters, wire)), wire));
  return text === undefined ? undefined : clean(text);
}

/** This wire knows one address; the others that a client may have elsewhere stay. */
function readAddress(parameters: Parameters, wire: string, stored: CrmRecord | undefined): readonly string[] | undefined {
  const address = readText(parameters, wire);
  return address === undefined ? undefined : [address, ...(stored === undefined ? [] : listAt(stored, 'addresses').slice(1))];
}

/** A dictionary value by title or id; digits are an id where there is one (SalesMan contract 2.0.4). */
export function readItem(parameters: Parameters, wire: string): ItemReference | null | undefined {
  const text = settle(textOrList(member(parameters, wire)), wire);
  if (text === undefined) return undefined;
  const trimmed = text?.trim() ?? '';
  if (trimmed === '' || trimmed === '0') return null;
  return /^\d{1,15}$/u.test(trimmed) ? { id: Number(trimmed) } : { title: trimmed };
}
