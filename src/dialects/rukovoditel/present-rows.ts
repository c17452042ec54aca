import { findRecords } from '../../core/records/find-records.ts';
import { oneOf } from '../../core/query/filter.ts';
import { numberAt, textAt, type CrmRecord } from '../../core/values.ts';
import type { WireEntity, WireField } from './application/application.ts';
import type { ActionCall } from './call.ts';
import type { Said } from './transport/envelope.ts';
import { formatLocal } from './values/dates.ts';
import { idsOf } from './values/links.ts';
import { personName } from './values/person-name.ts';
import { kindOf } from './values/registry.ts';
import type { Surroundings } from './values/value-kind.ts';

/** Rows of a select: system keys, then the fields under their bare numbers (Rukovoditel contract 2.3.4). */
export async function presentRows(call: ActionCall, entity: WireEntity, fields: readonly WireField[], records: readonly CrmRecord[]): Promise<readonly Said[]> {
  const around = surroundingsOf(call, await readHeadings(call, entity, fields, records));
  return records.map((record) => presentRow(entity, fields, record, around));
}

/** What values are shown and read by in this call. */
export function surroundingsOf({ directory, application, zone, settings, crm, account }: ActionCall, headings: ReadonlyMap<string, string> = new Map()): Surroundings {
  return { directory, application, zone, settings, now: crm.clock(), userId: account.id, headings };
}

function presentRow(entity: WireEntity, fields: readonly WireField[], record: CrmRecord, around: Surroundings): Said {
  const row = new Map<string, Said>([
    ['id', String(record.id)],
    ['parent_item_id', String(parentOf(entity, record) ?? 0)],
    ['date_added', moment(numberAt(record, 'created_at'), around)],
    ['date_updated', moment(numberAt(record, 'updated_at'), around)],
    ['created_by', authorName(entity, record, around)],
  ]);
  for (const field of fields) addField(row, entity, field, record, around);
  return row;
}

function addField(row: Map<string, Said>, entity: WireEntity, field: WireField, record: CrmRecord, around: Surroundings): void {
  const kind = kindOf(field);
  if (kind === undefined || field.core === undefined) {
    if (field.reserved !== 'action') row.set(String(field.number), reservedText(field, entity, record, around));
    return;
  }
  const value = record[field.core.name] ?? null;
  row.set(String(field.number), kind.show(value, field, around, record));
  if (kind.stored !== undefined) row.set(`${field.number}_db_value`, kind.stored(value, field, around, record));
}

function reservedText(field: WireField, entity: WireEntity, record: CrmRecord, around: Surroundings): string {
  switch (field.reserved) {
    case 'id': return String(record.id);
    case 'date_added': return moment(numberAt(record, 'created_at'), around);
    case 'date_updated': return moment(numberAt(record, 'updated_at'), around);
    case 'created_by': return authorName(entity, record, around);
    case 'parent_item_id': return parentHeading(entity, record, around);
    default: return '';
  }
}

function moment(instant: number | null, { zone, settings }: Surroundings): string {
  return instant === null ? '' : formatLocal(settings.dateTimeFormat, zone.toLocal(instant));
}

const PUBLIC = { en: 'Public registration', ru: 'Публичная регистрация' } as const;

/** The author's name; nobody is a registration in the open only among users (Rukovoditel contract 3.4.5). */
function authorName({ definition }: WireEntity, record: CrmRecord, { directory, settings }: Surroundings): string {
  const author = numberAt(record, 'created_by');
  if (author === null) return definition.name === 'user' ? PUBLIC[settings.language] : '';
  return personName(directory.account(author));
}

function parentOf({ definition: { parent } }: WireEntity, record: CrmRecord): number | null {
  return parent === undefined ? null : numberAt(record, parent);
}

function parentHeading(entity: WireEntity, record: CrmRecord, { headings }: Surroundings): string {
  const id = parentOf(entity, record);
  return id === null ? '' : (headings.get(`${parentEntity(entity)}/${id}`) ?? '');
}

function parentEntity({ definition }: WireEntity): string {
  return definition.fields.find(({ name }) => name === definition.parent)?.settings.entity ?? '';
}

/** The headings of all records that the rows name, one query an entity; of those the caller does not see there is none. */
async function readHeadings(call: ActionCall, entity: WireEntity, fields: readonly WireField[], records: readonly CrmRecord[]): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map<string, Set<number>>();
  const want = (target: string, id: number): void => void wanted.set(target, (wanted.get(target) ?? new Set()).add(id));
  for (const field of fields) {
    const target = field.reserved === 'parent_item_id' ? parentEntity(entity) : field.core?.type === 'link' || field.core?.type === 'links' ? field.core.settings.entity : undefined;
    if (target === undefined || target === 'user' || target === 'role' || !call.directory.catalog.has(target) || call.directory.catalog.entity(target).kind !== 'records') continue;
    for (const record of records) {
      const ids = field.reserved === 'parent_item_id' ? [parentOf(entity, record) ?? 0] : idsOf(record[field.core?.name ?? ''] ?? null);
      for (const id of ids) if (id > 0) want(target, id);
    }
  }
  const headings = new Map<string, string>();
  for (const [target, ids] of wanted) await addHeadings(call, target, [...ids], headings);
  return headings;
}

const LOT = 1000;

async function addHeadings({ crm, context, directory }: ActionCall, target: string, ids: readonly number[], headings: Map<string, string>): Promise<void> {
  const { heading } = directory.catalog.entity(target);
  for (let from = 0; from < ids.length; from += LOT) {
    const { records } = await findRecords(crm, context, { entity: target, filter: oneOf('id', ids.slice(from, from + LOT)), sort: { field: 'id', descending: false }, offset: 0, limit: LOT, fields: [heading] });
    for (const record of records) headings.set(`${target}/${record.id}`, textAt(record, heading) ?? String(record.id));
  }
}
