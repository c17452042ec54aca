import { allOf, equals, NOTHING, search, type Filter } from '../../../core/query/filter.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Call } from '../call.ts';
import { among, amounts, changed, codedAs, containing, days, holding, moments, numbers, phoneLike } from '../filters/makers.ts';
import type { FilterMaker } from '../model.ts';
import { GENDERS } from './customer-inputs.ts';
import { readInteger, readIntegers } from '../values/read-values.ts';

/** Who is still a lead, and who is not. */
export function ofStage(stage: 'lead' | 'client'): Filter {
  return equals('stage', stage);
}

/** `is_study`: 0 leads, 1 clients, 2 both (alfaCRM contract 3.10). */
export function isStudyFilter(value: WireValue): Filter | undefined {
  const asked = readIntegers(value) ?? [];
  if (asked.includes(2) || (asked.includes(0) && asked.includes(1))) return undefined;
  return asked.includes(0) ? ofStage('lead') : asked.includes(1) ? ofStage('client') : NOTHING;
}

/** Found by the index of the search, then looked at closely. */
const phone: FilterMaker = (value, call) => {
  const exact = phoneLike('phones')(value, call);
  return exact?.kind === 'contains' && exact.needle.length >= 3 ? allOf(search(exact.needle), exact) : exact;
};

const legalType: FilterMaker = (value) => {
  const person = equals('kind', 'person');
  const asked = readInteger(value);
  return asked === 1 ? person : asked === 2 ? { kind: 'not', filter: person } : NOTHING;
};

/** Born so many years ago, by the calendar of the company. */
function ages(): Readonly<Record<string, FilterMaker>> {
  const born = (years: number, { crm, zone }: Call): string => {
    const { year, month, day } = zone.toLocal(crm.clock());
    return new Date(Date.UTC(year - years, month - 1, day)).toISOString().slice(0, 10);
  };
  const limit = (side: 'from' | 'to'): FilterMaker => (value, call) => {
    const years = readInteger(value);
    if (years === undefined || years < 0 || years > 150) return undefined;
    return side === 'from'
      ? { kind: 'range', field: 'birthday', to: { value: born(years, call), inclusive: true } }
      : { kind: 'range', field: 'birthday', from: { value: born(years + 1, call), inclusive: false } };
  };
  return { age_from: limit('from'), age_to: limit('to') };
}

/** The filters of an index of customers (alfaCRM contract 3.10). */
export const CUSTOMER_FILTERS: Readonly<Record<string, FilterMaker>> = {
  id: among('id'),
  study_status_id: among('study_status'),
  lead_status_id: among('lead_status'),
  lead_source_id: among('source'),
  lead_reject_id: among('lead_reject'),
  customer_reject_id: among('client_reject'),
  pipeline_id: among('pipeline'),
  company_id: among('company'),
  level_id: among('level'),
  assigned_id: among('owner'),
  employee_id: among('employee'),
  name: containing('name'),
  legal_name: containing('payer_name'),
  legal_type: legalType,
  gender: codedAs('gender', GENDERS),
  phone,
  email: containing('emails'),
  color: containing('color'),
  note: containing('note'),
  comment: containing('note'),
  barcode: containing('barcode'),
  branch_ids: holding('branches'),
  teacher_ids: holding('teachers'),
  ...ages(),
  ...numbers('lesson_count', 'attended_lessons'),
  ...amounts('balance_contract', 'balance'),
  ...numbers('balance_bonus', 'bonus'),
  ...moments('removed', 'archived_at'),
  ...moments('date', 'created_at'),
  ...moments('next_lesson_date', 'next_lesson_at'),
  ...days('last_attend_date', 'last_attended_on'),
  ...days('tariff_till', 'subscribed_till'),
  ...days('dob', 'birthday'),
  ...moments('created_at', 'created_at'),
  ...changed(),
};
