import { equals, EVERYTHING, type Filter } from '../../../core/query/filter.ts';
import { numberAt, type CrmRecord } from '../../../core/values.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Call } from '../call.ts';
import { among, codedAs, containing, holding } from '../filters/makers.ts';
import type { FilterMaker, Inputs, Model, Reading, WireField } from '../model.ts';
import { coded, dateIso, dateTime, ID, ids, int, money, str } from '../values/fields.ts';
import { readFlag, readInteger } from '../values/read-values.ts';

/** What is paid for: lessons, a month, a week (alfaCRM contract 3.13). */
export const TARIFF_TYPES = { lesson: 1, month: 2, week: 3 } as const;
const PERIODS = { day: 1, week: 2, month: 3, year: 4 } as const;

const IN_USE: Filter = equals('archived_at', null);
const ARCHIVED: Filter = { kind: 'not', filter: IN_USE };

const IS_ARCHIVE: WireField = {
  wire: 'is_archive', field: 'archived_at', label: 'В архиве',
  show: (record) => (isArchived(record) ? 1 : 0),
  read: (value: WireValue): Reading => {
    const flagged = value === null || value === '' ? false : readFlag(value);
    return flagged === undefined ? { fault: 'wrong_format' } : { input: flagged };
  },
};

/** What subscriptions are made of (alfaCRM contract 3.13); the number of lessons goes by two names. */
export const tariff: Model = {
  path: 'tariff', className: 'Tariff', entity: 'tariff', byBranch: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    coded('type', 'kind', TARIFF_TYPES),
    str('name', 'name', { required: true }),
    money('price', 'price', { empty: '0.00' }),
    int('lessons_count', 'lessons'),
    int('lesson_count', 'lessons'),
    int('duration', 'duration'),
    dateTime('added', 'created_at', { readOnly: true }),
    ids('branch_ids', 'branches'),
    IS_ARCHIVE,
    dateIso('b_date', 'starts_on'),
    dateIso('e_date', 'ends_on'),
    int('calculation_type', 'calculation_kind'),
    int('period_count', 'period_count'),
    coded('period_type', 'period_unit', PERIODS),
    ids('subject_ids', 'subjects'),
    ids('lesson_type_ids', 'lesson_types'),
  ],
  filters: { id: among('id'), name: containing('name'), type: codedAs('kind', TARIFF_TYPES), branch_ids: holding('branches'), is_archive: archiveFilter() },
  standing: inUse,
  prepare: stampArchive,
};

function isArchived(record: CrmRecord): boolean {
  return numberAt(record, 'archived_at') !== null;
}

function archiveFilter(): FilterMaker {
  return (value) => {
    const flag = readFlag(value);
    return flag === undefined ? undefined : flag ? ARCHIVED : IN_USE;
  };
}

/** The archive stays out of sight (contract 0.8) unless it, or a tariff by its number, is asked for. */
function inUse({ given }: Call): Filter {
  if (given('id') !== undefined || given('is_archive') !== undefined) return EVERYTHING;
  const removed = readInteger(given('removed') ?? null);
  return removed === 1 ? EVERYTHING : removed === 2 ? ARCHIVED : IN_USE;
}

/** Archived is a moment for the core: this one. */
function stampArchive(inputs: Inputs, { crm }: Call): Inputs {
  const { archived_at: archived, ...rest } = inputs;
  return archived === undefined ? inputs : { ...rest, archived_at: archived === true ? crm.clock() : null };
}
