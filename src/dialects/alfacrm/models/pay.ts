import { allOf, anyOf, equals, NOTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import { numberAt, textAt } from '../../../core/values.ts';
import { among, amounts, changed, containing, days, moments } from '../filters/makers.ts';
import type { FilterMaker, Model, WireField } from '../model.ts';
import { CREATED_AT, dateRu, flag, ID, int, money, shown, str, UPDATED_AT } from '../values/fields.ts';
import { readFlag, readIntegers } from '../values/read-values.ts';

/** An item of one of these categories. */
const inCategories: FilterMaker = (value, { directory }) => {
  const categories = readIntegers(value);
  if (categories === undefined) return NOTHING;
  return oneOf('item', directory.dictionary('payment_item').items.filter((item) => categories.includes(numberAt(item, 'category') ?? 0)).map(({ id }) => id));
};

/** What is not said to be unconfirmed is confirmed, as it is for balances. */
const confirmed: FilterMaker = (value) => {
  const asked = readFlag(value);
  const not = equals('confirmed', false);
  return asked === undefined ? undefined : asked ? { kind: 'not', filter: not } : not;
};

/** The sum of a payment: its income, or its expenditure where it has no income. */
function sums(): Readonly<Record<string, FilterMaker>> {
  const [incomes, expenditures] = [amounts('sum', 'income'), amounts('sum', 'expenditure')];
  const withoutIncome = anyOf(equals('income', null), equals('income', 0));
  const either = (name: string): FilterMaker => (value, call) => {
    const [income, expenditure] = [incomes[name]?.(value, call), expenditures[name]?.(value, call)];
    if (income === undefined || expenditure === undefined) return undefined;
    return anyOf(allOf(not(withoutIncome), income), allOf(withoutIncome, expenditure));
  };
  return { sum_from: either('sum_from'), sum_to: either('sum_to') };
}

function not(filter: Filter): Filter {
  return { kind: 'not', filter };
}

const typeName: WireField = shown('pay_type_name', (record, { directory }) => {
  const type = directory.dictionary('payment_type').byId(numberAt(record, 'type') ?? 0);
  return type === undefined ? '' : (textAt(type, 'title') ?? '');
});

/** alfaCRM contract 3.21; what a payment does to balances is the core's to know. Newest `document_date` first (2.4). */
export const pay: Model = {
  path: 'pay', className: 'Pay', entity: 'payment', byBranch: true, custom: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    int('branch_id', 'branch', { required: true }),
    int('location_id', 'location'),
    int('customer_id', 'client', { required: true }),
    int('pay_type_id', 'type', { required: true }),
    typeName,
    int('pay_account_id', 'account', { required: true }),
    int('pay_item_id', 'item'),
    int('teacher_id', 'teacher'),
    int('commodity_id', 'commodity_number'),
    int('ctt_id', 'subscription'),
    int('group_id', 'group'),
    dateRu('document_date', 'date', { required: true }),
    money('income', 'income', { empty: '0.00' }),
    money('expenditure', 'expenditure', { empty: '0.00' }),
    str('payer_name', 'payer_name'),
    str('note', 'note'),
    flag('is_confirmed', 'confirmed', { empty: 1 }),
    int('manager_id', 'manager'),
    int('customer_contract_id', 'contract_number'),
    str('custom_md_order', 'order_number', { empty: null }),
    str('custom_order_description', 'order_description', { empty: null }),
    CREATED_AT,
    UPDATED_AT,
  ],
  filters: {
    id: among('id'),
    customer_id: among('client'),
    location_id: among('location'),
    employee_id: among('manager'),
    pay_item_category_id: inCategories,
    pay_type_id: among('type'),
    pay_item_id: among('item'),
    pay_account_id: among('account'),
    ctt_id: among('subscription'),
    commodity_id: among('commodity_number'),
    payer_name: containing('payer_name'),
    note: containing('note'),
    ...days('date', 'date'),
    ...sums(),
    is_confirmed: confirmed,
    group_ids: among('group'),
    ...moments('created_at', 'created_at'),
    ...changed(),
  },
  sort: { field: 'date', descending: true },
};
