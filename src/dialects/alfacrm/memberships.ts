import { anyOf, equals, type Filter } from '../../core/query/filter.ts';
import { dayOf } from '../../core/school/days.ts';
import { textAt, type CrmRecord } from '../../core/values.ts';
import type { Call } from './call.ts';

/** Today by the calendar of the company. */
export function today({ crm, zone }: Pick<Call, 'crm' | 'zone'>): string {
  return dayOf(zone, crm.clock());
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
  return { kind: 'range', field: 'ends_on', to: { value: today(call), inclusive: false } };
}
