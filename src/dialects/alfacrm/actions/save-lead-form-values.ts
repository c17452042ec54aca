import { isBuiltIn } from '../../../core/designer/built-in.ts';
import type { Directory } from '../../../core/directory.ts';
import type { FieldInputs } from '../../../core/records/accept-values.ts';
import { textAt, type CrmRecord } from '../../../core/values.ts';
import type { Parameters, WireValue } from '../../transport/parameters.ts';
import { PREFIX } from '../custom-fields.ts';
import { storedPhone } from '../values/phone.ts';
import { readDay, readText } from '../values/read-values.ts';

/** What a form may ask for, by its name in the API, and the client's field that keeps it. */
export const FORM_FIELDS: ReadonlyMap<string, string> = new Map([
  ['name', 'name'], ['legal_name', 'payer_name'], ['phone', 'phones'], ['email', 'emails'], ['web', 'websites'], ['addr', 'addresses'],
  ['dob', 'birthday'], ['note', 'note'], ['comment', 'note'],
]);
const LISTS: ReadonlySet<string> = new Set(['phones', 'emails', 'websites', 'addresses']);

/**
 * The client that a form describes: `field<number>` goes where the form says, a plain name where this API has it. What is
 * meant for nothing is left out; several values of one text are joined (alfaCRM contract 3.29).
 */
export function formValues(directory: Directory, form: CrmRecord, sent: Parameters): FieldInputs {
  const found = new Map<string, string[]>();
  const [targets, open] = [mapping(form), customNames(directory)];
  for (const [name, value] of Object.entries(sent)) {
    const target = targets.get(name) ?? name;
    const field = FORM_FIELDS.get(target) ?? (open.has(target) ? target.slice(PREFIX.length) : undefined);
    if (field !== undefined) found.set(field, [...(found.get(field) ?? []), ...texts(value)]);
  }
  return Object.fromEntries([...found].flatMap(([field, values]) => (values.length === 0 ? [] : [[field, stored(field, values)]])));
}

/** `{"field1600000000": "name"}` as the form keeps it. */
function mapping(form: CrmRecord): ReadonlyMap<string, string> {
  const kept = parsed(textAt(form, 'fields') ?? '{}');
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return new Map();
  return new Map(Object.entries(kept).flatMap(([name, target]) => (typeof target === 'string' ? [[name, target] as const] : [])));
}

/** What people typed may be no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Fields that the company defined itself. */
function customNames({ catalog }: Directory): ReadonlySet<string> {
  const own = catalog.entity('client').fields.filter((field) => field.active && field.removed !== true && !field.secret && !isBuiltIn('client', field.name));
  return new Set(own.map(({ name }) => `${PREFIX}${name}`));
}

function texts(value: WireValue): readonly string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item) => {
    const text = item === null ? '' : (readText(item) ?? '').trim();
    return text === '' ? [] : [text];
  });
}

/** A date of no known form goes on as it is, for the core to refuse. */
function stored(field: string, values: readonly string[]): unknown {
  if (field === 'phones') return values.map(storedPhone);
  if (LISTS.has(field)) return values;
  const text = values.join(field === 'note' ? '\n' : ' ');
  return field === 'birthday' ? (readDay(text) ?? text) : text;
}
