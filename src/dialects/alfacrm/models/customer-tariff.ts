import { allOf, EVERYTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import { listRecords } from '../../../core/records/find-records.ts';
import { dayOf } from '../../../core/school/days.ts';
import { numberAt, textAt } from '../../../core/values.ts';
import { indexAction } from '../actions/index-action.ts';
import type { Call } from '../call.ts';
import { among, amountOrRange, codedAs, days, holding, yesNo } from '../filters/makers.ts';
import { inBranchOfParent } from '../filters/through-parent.ts';
import type { Model, WireField } from '../model.ts';
import type { WireJson } from '../transport/wire-json.ts';
import { dateRu, dateTime, flag, ID, ids, int, money, russianDay, str } from '../values/fields.ts';
import { readFlag } from '../values/read-values.ts';
import { withEnd } from './customer-tariff-end.ts';
import { TARIFF_TYPES } from './tariff.ts';

/** The end of what another face made without one: kiber parses the day, and nothing must be no day (trap 23). */
const NEVER = '31.12.2099';
/** So many tariffs are of one type. */
const MANY = 5000;

const B_DATE: WireField = {
  ...dateRu('b_date', 'starts_on', { required: true, label: 'Начало действия' }),
  show: (record, { zone }) => russianDay(textAt(record, 'starts_on') ?? dayOf(zone, numberAt(record, 'created_at') ?? 0)) ?? '',
};

/** Subscriptions of customers (alfaCRM contract 3.14). */
export const customerTariff: Model = {
  path: 'customer-tariff', className: 'CustomerToTariff', entity: 'subscription', byBranch: false, archived: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    int('customer_id', 'client', { required: true }),
    int('tariff_id', 'tariff', { required: true }),
    ids('subject_ids', 'subjects'),
    ids('lesson_type_ids', 'lesson_types'),
    flag('is_separate_balance', 'separate'),
    money('balance', 'balance', { readOnly: true, empty: '0.00' }),
    int('paid_count', 'paid_lessons', { readOnly: true, empty: 0 }),
    dateTime('paid_till', 'paid_till', { readOnly: true }),
    str('note', 'note'),
    B_DATE,
    dateRu('e_date', 'ends_on', { label: 'Окончание действия', empty: NEVER }),
    int('paid_lesson_count', 'paid_lessons', { readOnly: true, empty: 0 }),
    int('group_id', 'group'),
  ],
  filters: {
    id: among('id'),
    customer_id: among('client'),
    tariff_id: among('tariff'),
    group_id: among('group'),
    subject_ids: holding('subjects'),
    lesson_type_ids: holding('lesson_types'),
    is_separate_balance: yesNo('separate'),
    balance: amountOrRange('balance'),
    ...days('b_date', 'starts_on'),
    ...days('e_date', 'ends_on'),
  },
  parents: ['customer_id'],
  needed: ['customer_id'],
  standing: async (call) => allOf(await inBranchOfParent(call, { field: 'client', entity: 'client', wire: 'customer_id' }), await ofTariffType(call)),
  prepare: withEnd,
  own: { index: aliveOrDead },
};

/** `dead`: the archive, or what is not in it; the archive is what `removed` asks for (contract 3.14). */
function aliveOrDead(call: Call): Promise<WireJson> {
  const dead = readFlag(call.given('dead') ?? null);
  return indexAction(dead === undefined ? call : { ...call, given: (name) => (name === 'removed' ? (dead ? 2 : 0) : call.given(name)) });
}

async function ofTariffType(call: Call): Promise<Filter> {
  const asked = call.given('tariff_type');
  const filter = asked === undefined ? undefined : codedAs('kind', TARIFF_TYPES)(asked, call);
  if (filter === undefined) return EVERYTHING;
  const tariffs = await listRecords(call.crm, call.context, { entity: 'tariff', filter, sort: { field: 'id', descending: false }, offset: 0, limit: MANY, fields: [] });
  return oneOf('tariff', tariffs.map(({ id }) => id));
}
