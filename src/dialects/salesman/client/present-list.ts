import { listAt, numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import { readMany } from '../../../core/records/read-many.ts';
import type { Call } from '../call.ts';
import { mainPersonsOf } from './main-persons.ts';
import { localDateTime } from '../../transport/local-times.ts';
import { activeFields, KIND_WORDS, type ActiveField } from '../wire-names.ts';

/** What the rows of a page show beside links: parent clients by their id, main contacts by the client's. */
interface Names {
  readonly clients: ReadonlyMap<number, CrmRecord>;
  readonly persons: ReadonlyMap<number, CrmRecord>;
}

const NO_NAMES: Names = { clients: new Map(), persons: new Map() };

type Write = (record: CrmRecord, row: Record<string, unknown>) => void;

/** The members that `fields` may ask for beside the account's own, first in a row (SalesMan contract 2.1.2). */
const SYSTEM_MEMBERS = ['clid', 'uid', 'type', 'date_create', 'date_edit'] as const;
/** Spellings of `date_edit` that the documentation's samples use. */
const DATE_EDIT_WORDS: ReadonlySet<string> = new Set(['date_change', 'date_chage']);

/** The core fields that rows of these members are made of. */
export interface RowPlan {
  readonly fields: readonly string[];
  present(records: readonly CrmRecord[]): Promise<readonly Record<string, unknown>[]>;
}

/** How to show clients with the members asked for; unknown names are dropped, none asked for means all. */
export function planRows(call: Call, asked: readonly string[] | undefined): RowPlan {
  const wanted = asked === undefined ? undefined : new Set(asked.map((name) => (DATE_EDIT_WORDS.has(name) ? 'date_edit' : name)));
  const system = SYSTEM_MEMBERS.filter((name) => wanted?.has(name) ?? true);
  const members = activeFields(call.directory.catalog.entity('client')).filter(({ wire }) => wanted?.has(wire) ?? true);
  return {
    fields: [...new Set([...system.map((name) => SYSTEM_FIELD[name]), ...members.map(({ core }) => core)])],
    async present(records) {
      const names = await readNames(call, members, records);
      const writes = [...system.map((name) => systemMember(call, name)), ...members.map((member) => memberWriter(call, member, names))];
      return records.map((record) => {
        const row: Record<string, unknown> = {};
        for (const write of writes) write(record, row);
        return row;
      });
    },
  };
}

const SYSTEM_FIELD = { clid: 'id', uid: 'external_id', type: 'kind', date_create: 'created_at', date_edit: 'updated_at' } as const;

function systemMember({ zone }: Call, name: (typeof SYSTEM_MEMBERS)[number]): Write {
  switch (name) {
    case 'clid': return (record, row) => { row['clid'] = record.id; };
    case 'uid': return (record, row) => { row['uid'] = textAt(record, 'external_id'); };
    case 'type': return (record, row) => { row['type'] = KIND_WORDS[textAt(record, 'kind') ?? 'company'] ?? 'client'; };
    default: return (record, row) => {
      const instant = numberAt(record, SYSTEM_FIELD[name]);
      row[name] = instant === null ? null : localDateTime(zone, instant);
    };
  }
}

/** What one member holds of a client, without the titles that rows have beside ids. */
export function presentMember(parts: Pick<Call, 'directory'>, member: ActiveField, client: CrmRecord): unknown {
  const row: Record<string, unknown> = {};
  memberWriter(parts, member, NO_NAMES)(client, row);
  return row[member.wire];
}

function memberWriter({ directory }: Pick<Call, 'directory'>, { wire, core, form, field }: ActiveField, names: Names): Write {
  switch (form) {
    case 'title':
    case 'text': return (record, row) => { row[wire] = textAt(record, core); };
    case 'address': return (record, row) => { row[wire] = firstOrNull(record, core); };
    case 'list': return (record, row) => { row[wire] = joined(record, core); };
    case 'owner': return (record, row) => {
      const id = numberAt(record, core) ?? 0;
      row['user'] = directory.account(id)?.login ?? '';
      row[wire] = id;
    };
    case 'relation': return (record, row) => { row[wire] = titleOf(directory.dictionary('relation').byId(numberAt(record, core) ?? 0)); };
    case 'dictionary': return (record, row) => {
      const id = numberAt(record, core) ?? 0;
      row[`${wire}Title`] = titleOf(directory.dictionary(field.settings.entity ?? '').byId(id)) ?? (wire === 'idcategory' ? '--не определено--' : null);
      row[wire] = id;
    };
    case 'client': return (record, row) => {
      const id = numberAt(record, core) ?? 0;
      row[`${wire}Title`] = nameOf(names.clients.get(id)) ?? '';
      row[wire] = id;
    };
    case 'person': return (record, row) => {
      const id = numberAt(record, core) ?? 0;
      row['person'] = nameOf(names.persons.get(record.id));
      row[wire] = id;
    };
    case 'kind': return () => undefined;
  }
}

/** Lists are one text here: joined as the documentation's sample of `info` prints phones. Never written: null. */
export function joined(record: CrmRecord, field: string): string | null {
  return (record[field] ?? null) === null ? null : listAt(record, field).join(', ');
}

export function firstOrNull(record: CrmRecord, field: string): string | null {
  return (record[field] ?? null) === null ? null : (listAt(record, field)[0] ?? '');
}

export function titleOf(item: CrmRecord | undefined): string | null {
  return item === undefined ? null : textAt(item, 'title');
}

export function nameOf(record: CrmRecord | undefined): string | null {
  return record === undefined ? null : textAt(record, 'name');
}

async function readNames(call: Call, members: readonly ActiveField[], records: readonly CrmRecord[]): Promise<Names> {
  const shows = (form: 'client' | 'person'): boolean => members.some((member) => member.form === form);
  return {
    clients: await readMany(call.crm, call.context, 'client', shows('client') ? records.map((record) => numberAt(record, 'parent')) : []),
    persons: shows('person') ? await mainPersonsOf(call, records) : new Map(),
  };
}
