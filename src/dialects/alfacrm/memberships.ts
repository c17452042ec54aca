import { allOf, anyOf, equals, type Filter } from '../../core/query/filter.ts';
import { textAt, type CrmRecord } from '../../core/values.ts';
import type { Call } from './call.ts';

/** Today by the calendar of the company. */
export function today({ crm, zone }: Pick<Call, 'crm' | 'zone'>): string {
  const { year, month, day } = zone.toLocal(crm.clock());
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whether a membership, or a subscription, has not ended by today. */
export function isCurrent(record: CrmRecord, call: Pick<Call, 'crm' | 'zone'>): boolean {
  const end = textAt(record, 'ends_on');
  return end === null || end === '' || end >= today(call);
}

/** The condition of the same. */
export function notEnded(call: Pick<Call, 'crm' | 'zone'>): Filter {
  return anyOf(equals('ends_on', null), { kind: 'range', field: 'ends_on', from: { value: today(call), inclusive: true } });
}

/** What has ended. */
export function ended(call: Pick<Call, 'crm' | 'zone'>): Filter {
  return allOf({ kind: 'range', field: 'ends_on', to: { value: today(call), inclusive: false } });
}
