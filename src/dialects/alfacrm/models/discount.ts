import { equals } from '../../../core/query/filter.ts';
import { numberAt } from '../../../core/values.ts';
import type { WireValue } from '../../transport/parameters.ts';
import { among, codedAs, days } from '../filters/makers.ts';
import type { FilterMaker, Model, Reading, WireField } from '../model.ts';
import { coded, dateRu, ID, ids, int, str } from '../values/fields.ts';
import { readDay } from '../values/read-values.ts';

const KINDS = { percent: 1, sum: 2 } as const;
const DECIMAL = /^[+-]?\d{1,12}(?:[.,]\d{1,20})?$/u;

/** Per cents, or roubles: a number, with decimals where it has some (alfaCRM contract 3.15). */
const AMOUNT: WireField = {
  wire: 'amount', field: 'amount',
  show: (record) => numberAt(record, 'amount'),
  read: (value: WireValue): Reading => {
    if (value === null || value === '') return { input: null };
    const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value.replace(',', '.')) : value;
    return typeof number === 'number' ? { input: number } : { fault: 'wrong_format' };
  },
};

/** alfaCRM contract 3.15. */
export const discount: Model = {
  path: 'discount', className: 'Discount', entity: 'discount', byBranch: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    int('branch_id', 'branch'),
    int('customer_id', 'client', { required: true }),
    coded('discount_type', 'kind', KINDS),
    AMOUNT,
    str('note', 'note'),
    ids('subject_ids', 'subjects'),
    ids('lesson_type_ids', 'lesson_types'),
    dateRu('begin', 'starts_on'),
    dateRu('end', 'ends_on'),
  ],
  filters: {
    id: among('id'),
    customer_id: among('client'),
    branch_id: among('branch'),
    discount_type: codedAs('kind', KINDS),
    begin: onDay('starts_on'),
    end: onDay('ends_on'),
    ...days('begin', 'starts_on'),
    ...days('end', 'ends_on'),
  },
  parents: ['customer_id'],
};

/** A day in any notation; what is none says nothing (contract 2.5). */
function onDay(field: string): FilterMaker {
  return (value) => {
    const day = readDay(value);
    return day === undefined ? undefined : equals(field, day);
  };
}
