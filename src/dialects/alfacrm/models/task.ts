import { anyOf, equals, holdsAny, NOTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import { listAt, numberAt, type CrmRecord } from '../../../core/values.ts';
import { localDateTime } from '../../transport/local-times.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Call } from '../call.ts';
import { among, containing, holding, moments, yesNo } from '../filters/makers.ts';
import type { FilterMaker, Model, Reading, WireField } from '../model.ts';
import { CREATED_AT, dateTime, flag, ID, ids, int, str } from '../values/fields.ts';
import { readDay, readFlag, readIntegers } from '../values/read-values.ts';
import { prepareTask } from './task-inputs.ts';

/** alfaCRM contract 3.24: the reminder of every face. */
export const task: Model = {
  path: 'task', className: 'Task', entity: 'task', byBranch: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    int('company_id', 'company'),
    ids('branch_ids', 'branches'),
    int('user_id', 'created_by', { readOnly: true }),
    firstAndMore('assigned_ids', 'owner', 'also_owners', 'Ответственные'),
    ids('group_ids', 'groups'),
    firstAndMore('customer_ids', 'client', 'also_clients', 'Клиенты'),
    str('title', 'name', { label: 'Тема' }),
    str('text', 'note', { empty: null }),
    flag('is_archive', 'archived'),
    CREATED_AT,
    { wire: 'is_done', field: 'done_at', show: (record) => (numberAt(record, 'done_at') === null ? 0 : 1), read: readDone },
    flag('is_private', 'private'),
    { wire: 'due_date', field: 'due_at', show: dueDay, read: readDue },
    dateTime('done_date', 'done_at', { readOnly: true }),
    flag('is_public_entry', 'public_entry'),
    flag('is_notify', 'notify'),
    int('priority', 'priority'),
  ],
  filters: {
    id: among('id'),
    company_id: among('company'),
    user_id: among('created_by'),
    title: containing('name'),
    text: containing('note'),
    is_archive: yesNo('archived'),
    is_done: present('done_at', true),
    due_date_is_null: present('due_at', false),
    ...moments('due_date', 'due_at'),
    ...moments('created_at', 'created_at'),
    customer_id: either('client', 'also_clients'),
    customer_ids: either('client', 'also_clients'),
    assigned_id: either('owner', 'also_owners'),
    assigned_ids: either('owner', 'also_owners'),
    group_id: holding('groups'),
    group_ids: holding('groups'),
    branch_ids: holding('branches'),
    priority: among('priority'),
  },
  prepare: prepareTask,
};

/** One list on the wire: the core's one link first, then its list of more. */
function firstAndMore(wire: string, first: string, more: string, label: string): WireField {
  return {
    wire, field: first, label,
    show: (record) => [numberAt(record, first), ...listAt(record, more).map(Number)].filter((id) => id !== null),
    read: (value) => {
      const numbers = readIntegers(value);
      return numbers === undefined ? { fault: 'wrong_format' } : { input: [...new Set(numbers)] };
    },
  };
}

/** Whether it is done; the moment is put down by {@link prepareTask}. */
function readDone(value: WireValue): Reading {
  const done = value === null || value === '' ? false : readFlag(value);
  return done === undefined ? { fault: 'wrong_format' } : { input: done };
}

function dueDay(record: CrmRecord, { zone }: Call): string | null {
  const due = numberAt(record, 'due_at');
  return due === null ? null : localDateTime(zone, due).slice(0, 10);
}

/** A day; its midnight is worked out by {@link prepareTask}, so that a day sent back leaves the time of day alone. */
function readDue(value: WireValue): Reading {
  if (value === null || value === '') return { input: null };
  const day = readDay(value);
  return day === undefined ? { fault: 'wrong_format' } : { input: day };
}

/** A yes or no about whether something is stored; `stored` is what "yes" says. */
function present(field: string, stored: boolean): FilterMaker {
  const nothing = equals(field, null);
  return (value) => {
    const asked = readFlag(value);
    if (asked === undefined) return undefined;
    return asked === stored ? { kind: 'not', filter: nothing } : nothing;
  };
}

/** Points at one of these by its first link, or by its list of more. */
function either(first: string, more: string): FilterMaker {
  return (value): Filter | undefined => {
    const numbers = readIntegers(value);
    if (numbers === undefined) return NOTHING;
    return numbers.length === 0 ? undefined : anyOf(oneOf(first, numbers), holdsAny(more, numbers));
  };
}
