import { FIELD_TYPES } from '../../core/fields/registry.ts';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { CrmRecord, FieldValue } from '../../core/values.ts';
import { SYSTEM_FIELDS } from '../../core/values.ts';
import type { Row, SqlValue } from './statement.ts';
import { tableOf } from './table-plan.ts';

/** How values of one entity go into columns and come back. */
export interface RowCodec {
  /** The columns that make a whole record, `id` first. */
  readonly columns: readonly string[];
  /** Whole records, for a condition to follow. */
  readonly selectAll: string;
  /** The hottest statement of all, made once: a whole record by its id. */
  readonly selectById: string;
  /** The same of these fields alone (and id and version); made once for a list of fields. */
  part(fields: readonly string[]): Pick<RowCodec, 'selectAll' | 'selectById'>;
  decode(row: Row): CrmRecord;
}

/** The codec of an entity; made once for each version of its definition. */
export function createRowCodec(entity: EntityDefinition): RowCodec {
  const worked = entity.fields.filter((field) => FIELD_TYPES[field.type].form !== 'plain')
    .map((field) => ({ name: field.name, decode: FIELD_TYPES[field.type].form === 'list' ? decodeList : decodeBoolean }));
  const columns = [...SYSTEM_FIELDS, ...entity.fields.map((field) => field.name)];
  const select = (names: readonly string[]): string => `SELECT ${names.map((name) => `"${name}"`).join(', ')} FROM "${tableOf(entity.name)}"`;
  const selectAll = select(columns);
  const parts = new WeakMap<readonly string[], Pick<RowCodec, 'selectAll' | 'selectById'>>();
  return {
    columns,
    selectAll,
    selectById: `${selectAll} WHERE id = $1`,
    part(fields) {
      const known = parts.get(fields);
      if (known !== undefined) return known;
      const some = select(columns.filter((name) => name === 'id' || name === 'version' || fields.includes(name)));
      const made = { selectAll: some, selectById: `${some} WHERE id = $1` };
      parts.set(fields, made);
      return made;
    },
    decode(row) {
      const record: Record<string, FieldValue> = row;
      for (const { name, decode } of worked) {
        const value = row[name];
        if (value !== undefined && value !== null) record[name] = decode(value);
      }
      return record as CrmRecord;
    },
  };
}

/** The stored form of a value. */
export function encodeValue(value: FieldValue): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

const decodeBoolean = (value: SqlValue): FieldValue => value === 1;

/** Most lists hold one text that needs no escapes. */
function decodeList(value: SqlValue): FieldValue {
  const text = String(value);
  if (text.startsWith('["') && text.indexOf('"', 2) === text.length - 2 && !text.includes('\\')) return [text.slice(2, -2)];
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : null;
}
