import type { Account } from '../core/accounts/account.ts';
import { addClient } from '../core/clients/add-client.ts';
import type { ClientInput } from '../core/clients/client-input.ts';
import { updateClient } from '../core/clients/update-client.ts';
import type { Context } from '../core/context.ts';
import type { Crm } from '../core/crm.ts';
import type { ItemReference } from '../core/dictionaries/resolve-item.ts';
import { CrmError } from '../core/errors.ts';
import type { Catalog } from '../core/metadata/catalog.ts';
import type { EntityDefinition } from '../core/metadata/definitions.ts';
import { allOf, equals, oneOf, type Filter } from '../core/query/filter.ts';
import type { FieldInputs } from '../core/records/accept-values.ts';
import { createRecord } from '../core/records/create-record.ts';
import { listRecords } from '../core/records/find-records.ts';
import { readRecord } from '../core/records/read-record.ts';
import { updateRecord } from '../core/records/update-record.ts';
import type { CrmRecord } from '../core/values.ts';
import { createExtensionFilters } from './extension-filters.ts';
import { faceOf, type LoadedExtension } from './loaded-extension.ts';
import type { UseTool } from './extension-process.ts';

const USUAL_LIMIT = 100;
const MAX_LIMIT = 1000;

/**
 * The tools of extensions: they act as the product itself, on records and dictionaries alone, people and roles only to be
 * read. What they write passes the filters of the extensions that are not in its chain.
 */
export function createToolHost(crm: Crm, extensions: () => readonly LoadedExtension[]): UseTool {
  return async ({ tool, arguments: given }, chain) => {
    const context = contextOf(chain.at(-1) ?? '');
    const filtered: Crm = { ...crm, filters: createExtensionFilters(extensions, chain) };
    const { catalog } = await crm.directory();
    const [name, second, third] = given;
    switch (tool) {
      case 'find': return find(crm, context, readable(catalog, name), second, third);
      case 'read': return read(crm, context, readable(catalog, name), idOf(second));
      case 'create': return create(filtered, context, writable(catalog, name), mapOf(second));
      case 'update': return update(filtered, context, writable(catalog, name), idOf(second), mapOf(third));
    }
  };
}

async function find(crm: Crm, context: Context, entity: EntityDefinition, filter: unknown, options: unknown): Promise<readonly CrmRecord[]> {
  const { limit = USUAL_LIMIT }: { limit?: unknown } = Object(options);
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) throw new CrmError('invalid', { reason: `"limit" is a whole number from 1 to ${MAX_LIMIT}` });
  const conditions = Object.entries(mapOf(filter ?? {})).map(([field, value]) => condition(entity, field, value));
  const found = await listRecords(crm, context, { entity: entity.name, filter: allOf(...conditions), sort: { field: 'id', descending: false }, offset: 0, limit });
  return found.map((record) => withoutSecrets(entity, record));
}

function condition(entity: EntityDefinition, field: string, value: unknown): Filter {
  if (field !== 'id' && !entity.fields.some(({ name, secret }) => name === field && !secret)) throw new CrmError('unknown_field', { entity: entity.name, reason: field });
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return equals(field, value);
  if (Array.isArray(value)) return oneOf(field, value.filter((one) => typeof one === 'string' || typeof one === 'number'));
  throw new CrmError('invalid', { entity: entity.name, faults: [{ field, fault: 'wrong_type' }] });
}

async function read(crm: Crm, context: Context, entity: EntityDefinition, id: number): Promise<CrmRecord | undefined> {
  try {
    return withoutSecrets(entity, await readRecord(crm, context, entity.name, id));
  } catch (error) {
    if (error instanceof CrmError && error.code === 'not_found') return undefined;
    throw error;
  }
}

/** Whose a new record is, is said or it is nobody's. */
async function create(crm: Crm, context: Context, entity: EntityDefinition, values: FieldInputs): Promise<number> {
  const owned = entity.owner === undefined ? values : { [entity.owner]: null, ...values };
  return entity.name === 'client' ? addClient(crm, context, clientInput(entity, owned)) : createRecord(crm, context, entity.name, owned);
}

async function update(crm: Crm, context: Context, entity: EntityDefinition, id: number, values: FieldInputs): Promise<boolean> {
  if (entity.name !== 'client') return updateRecord(crm, context, entity.name, id, values);
  return (await updateClient(crm, context, id, clientInput(entity, values))).activityId !== undefined;
}

/** A client's dictionary values may be named by title, new ones too. */
function clientInput(entity: EntityDefinition, { requisites, ...rest }: FieldInputs): ClientInput {
  const links = new Set(entity.fields.filter(({ type }) => type === 'link').map(({ name }) => name));
  const items = Object.entries(rest).flatMap(([name, value]): [string, ItemReference][] => (links.has(name) && typeof value === 'string' ? [[name, { title: value }]] : []));
  const named = new Set(items.map(([name]) => name));
  const values = Object.fromEntries(Object.entries(rest).filter(([name]) => !named.has(name)));
  return { values, items: Object.fromEntries(items), ...(requisites === undefined ? {} : { requisites: mapOf(requisites) }) };
}

function readable(catalog: Catalog, name: unknown): EntityDefinition {
  const entity = catalog.entity(String(name));
  if (entity.kind !== 'records' && entity.kind !== 'dictionary') throw new CrmError('unknown_entity', { entity: entity.name });
  return entity;
}

/** People, roles and what the designer makes are an administrator's. */
function writable(catalog: Catalog, name: unknown): EntityDefinition {
  const entity = readable(catalog, name);
  if (['user', 'role', 'list', 'option'].includes(entity.name)) throw new CrmError('forbidden', { entity: entity.name });
  return entity;
}

function withoutSecrets(entity: EntityDefinition, record: CrmRecord): CrmRecord {
  const secret = new Set(entity.fields.filter((field) => field.secret).map(({ name }) => name));
  if (secret.size === 0) return record;
  return { ...Object.fromEntries(Object.entries(record).filter(([name]) => !secret.has(name))), id: record.id, version: record.version };
}

function idOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new CrmError('invalid', { reason: 'the id of a record is a whole number' });
  return value;
}

function mapOf(value: unknown): FieldInputs {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CrmError('invalid', { reason: 'values are an object by field' });
  return { ...value };
}

/** The product itself, by the hand of an extension. */
function contextOf(name: string): Context {
  return { account: PRODUCT, face: faceOf(name), keyId: null, unattended: true };
}

const PRODUCT: Account = {
  id: 0, login: '', name: '', administrator: true, active: true, managerId: null, branchIds: [], record: { id: 0, version: 0 },
  role: { id: 0, code: 'none', title: '', visibility: 'all', managesUsers: false, closedFaces: [], record: { id: 0, version: 0 } },
};
