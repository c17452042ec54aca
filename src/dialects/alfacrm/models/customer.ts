import { allOf, EVERYTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import { listRecords } from '../../../core/records/find-records.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import { dayOf } from '../../../core/school/days.ts';
import { notEnded } from '../memberships.ts';
import type { Model } from '../model.ts';
import { CREATED_AT, dateIso, dateRu, dateTime, ID, ids, int, money, shown, str, strs, UPDATED_AT } from '../values/fields.ts';
import { readIntegers } from '../values/read-values.ts';
import { CUSTOMER_FILTERS, isStudyFilter, ofStage } from './customer-filters.ts';
import { customerGroups } from './customer-groups.ts';
import { GENDERS, prepareCustomer, readGender, readLegalType, readStage } from './customer-inputs.ts';

/** What an active customer's `e_date` says (alfaCRM contract 3.10). */
const STILL_ACTIVE = '2030-12-31';

/** alfaCRM contract 3.10: the client of every face, whether lead or client. */
export const customer: Model = {
  path: 'customer', className: 'Customer', entity: 'client', byBranch: true, archived: true, custom: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    { ...ids('branch_ids', 'branches'), show: branchIds },
    ids('teacher_ids', 'teachers'),
    str('name', 'name', { required: true, label: 'Имя' }),
    str('color', 'color', { empty: null }),
    { wire: 'is_study', field: 'stage', label: 'Лид или клиент', required: true, show: (record) => (record['stage'] === 'lead' ? 0 : 1), read: readStage },
    int('study_status_id', 'study_status'),
    int('pipeline_id', 'pipeline'),
    int('lead_status_id', 'lead_status'),
    int('lead_reject_id', 'lead_reject'),
    int('lead_source_id', 'source'),
    int('customer_reject_id', 'client_reject'),
    int('assigned_id', 'owner'),
    int('employee_id', 'employee'),
    { wire: 'legal_type', field: 'kind', label: 'Тип лица', required: true, show: (record) => (textAt(record, 'kind') === 'person' ? 1 : 2), read: readLegalType },
    str('legal_name', 'payer_name'),
    int('company_id', 'company'),
    int('level_id', 'level'),
    dateRu('dob', 'birthday'),
    { wire: 'gender', field: 'gender', show: (record) => GENDERS[textAt(record, 'gender') ?? ''] ?? 0, read: readGender },
    money('balance', 'balance', { readOnly: true, empty: '0.00' }),
    money('balance_base', 'balance_base', { readOnly: true, empty: '0.00' }),
    int('balance_bonus', 'bonus', { readOnly: true, empty: 0 }),
    dateIso('last_attend_date', 'last_attended_on', { readOnly: true }),
    dateTime('b_date', 'created_at', { readOnly: true }),
    shown('e_date', (record, call) => archivedOn(record, call) ?? STILL_ACTIVE),
    str('note', 'note'),
    int('paid_count', 'paid_lessons', { readOnly: true, empty: 0 }),
    int('paid_lesson_count', 'paid_lessons', { readOnly: true, empty: 0 }),
    shown('paid_lesson_date', () => null),
    dateTime('next_lesson_date', 'next_lesson_at', { readOnly: true }),
    dateTime('paid_till', 'paid_till', { readOnly: true }),
    strs('phone', 'phones'),
    strs('email', 'emails'),
    strs('web', 'websites'),
    strs('addr', 'addresses'),
    str('barcode', 'barcode', { empty: null }),
    shown('removed', (record) => ((record['archived_at'] ?? null) === null ? 0 : 1)),
    CREATED_AT,
    UPDATED_AT,
  ],
  filters: CUSTOMER_FILTERS,
  standing: async (call) => allOf(stageFilter(call), await groupFilter(call)),
  prepare: prepareCustomer,
  extra: customerGroups,
};

/** A client of no branch is one of all branches: the interlingua has faces that know none. */
function branchIds(record: CrmRecord, { directory }: Call): readonly number[] {
  const stored = record['branches'];
  if (typeof stored === 'object' && stored !== null && stored.length > 0) return stored.map(Number);
  return directory.dictionary('branch').items.map(({ id }) => id);
}

function archivedOn(record: CrmRecord, { zone }: Call): string | undefined {
  const at = numberAt(record, 'archived_at');
  return at === null ? undefined : dayOf(zone, at);
}

/** Clients alone unless `is_study` says otherwise; a customer asked for by his number is there whichever he is (contract 3.10, trap 41). */
function stageFilter(call: Call): Filter {
  const asked = call.given('is_study');
  if (asked !== undefined) return isStudyFilter(asked) ?? EVERYTHING;
  return call.given('id') === undefined ? ofStage('client') : EVERYTHING;
}

/** So many people may be in the groups that are asked for. */
const MANY = 10_000;

/** `group_id`: who is in one of these groups today. */
async function groupFilter(call: Call): Promise<Filter> {
  const groups = readIntegers(call.given('group_id') ?? []) ?? [];
  if (call.given('group_id') === undefined) return EVERYTHING;
  const members = await listRecords(call.crm, call.context, {
    entity: 'membership', filter: allOf(oneOf('group', groups), notEnded(call)), sort: { field: 'id', descending: false }, offset: 0, limit: MANY, fields: ['client'],
  });
  return oneOf('id', members.flatMap((membership) => numberAt(membership, 'client') ?? []));
}
