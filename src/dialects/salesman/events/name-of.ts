import type { StoredEvent } from '../../../core/events/stored-event.ts';
import { changedValues } from './changed.ts';

/** What the vendor calls what happens, where the values do not decide (SalesMan contract 4.1). */
const NAMES: Readonly<Record<string, string>> = {
  'client.created': 'client.add',
  'client.updated': 'client.edit',
  'client.deleted': 'client.delete',
  'client.owner_changed': 'client.change.user',
  'client.requisites_changed': 'client.change.recv',
  'person.created': 'person.add',
  'person.deleted': 'person.delete',
  'deal.created': 'deal.add',
  'deal.deleted': 'deal.delete',
  'task.created': 'task.add',
  'activity.updated': 'history.edit',
};

/** The vendor has no word for what is restored or purged, nor for a task or a line of a history that is deleted. */
export function nameOf(event: StoredEvent): string | undefined {
  switch (event.name) {
    case 'person.updated': return onlyOwner(event) ? 'person.change.user' : 'person.edit';
    case 'deal.updated': return dealChange(event);
    case 'task.updated': return isFilled(event, 'done_at') ? 'task.doit' : 'task.edit';
    case 'activity.created': return event.after?.['kind'] === 'note' ? 'history.add' : undefined;
    case 'lead.created': return (event.owner ?? null) === null ? 'lead.add' : 'lead.setuser';
    case 'lead.updated': return leadChange(event);
    default: return Object.hasOwn(NAMES, event.name) ? NAMES[event.name] : undefined;
  }
}

/** One change is one event: what weighs most names it. */
function dealChange(event: StoredEvent): string {
  if (isFilled(event, 'closed_at')) return 'deal.close';
  if (Object.hasOwn(changedValues(event), 'stage')) return 'deal.change.step';
  return onlyOwner(event) ? 'deal.change.user' : 'deal.edit';
}

/** There is no word for other changes of a lead. */
function leadChange(event: StoredEvent): string | undefined {
  const changed = changedValues(event);
  if (changed['status'] === 'done' || changed['status'] === 'rejected') return 'lead.do';
  return (changed['owner'] ?? null) === null ? undefined : 'lead.setuser';
}

function onlyOwner(event: StoredEvent): boolean {
  return Object.keys(changedValues(event)).join() === 'owner';
}

function isFilled({ before, after }: StoredEvent, field: string): boolean {
  return (before?.[field] ?? null) === null && (after?.[field] ?? null) !== null;
}
