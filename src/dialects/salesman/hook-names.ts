/** What the vendor's names of events and hooks stand for: an event of an entity, perhaps only where a field got a value. */
interface NamedEvent {
  readonly entity: string;
  readonly happened: string;
  readonly field?: string;
}

/** Events (SalesMan documentation, events and hooks; SalesMan contract 4.1 and 4.6). */
export const HOOK_EVENTS = {
  'client.add': event('client', 'created'),
  'client.edit': event('client', 'updated'),
  'client.delete': event('client', 'deleted'),
  'client.change.user': event('client', 'owner_changed'),
  'client.change.recv': event('client', 'requisites_changed'),
  'person.add': event('person', 'created'),
  'person.edit': event('person', 'updated'),
  'person.delete': event('person', 'deleted'),
  'person.change.user': event('person', 'updated', 'owner'),
  'deal.add': event('deal', 'created'),
  'deal.edit': event('deal', 'updated'),
  'deal.delete': event('deal', 'deleted'),
  'deal.change.user': event('deal', 'updated', 'owner'),
  'deal.change.step': event('deal', 'updated', 'stage'),
  'deal.change.datum_plan': event('deal', 'updated', 'planned_on'),
  'deal.close': event('deal', 'updated', 'closed_at'),
  'lead.add': event('lead', 'created'),
  'lead.setuser': event('lead', 'updated', 'owner'),
  'lead.do': event('lead', 'updated', 'status'),
  'task.add': event('task', 'created'),
  'task.edit': event('task', 'updated'),
  'task.doit': event('task', 'updated', 'done_at'),
  'task.remove': event('task', 'deleted'),
  'history.add': event('activity', 'created'),
  'history.edit': event('activity', 'updated'),
  client_add: event('client', 'created'),
  client_edit: event('client', 'updated'),
  client_delete: event('client', 'deleted'),
  client_change_user: event('client', 'owner_changed'),
  client_change_recvisites: event('client', 'requisites_changed'),
  client_change_priceLevel: event('client', 'updated', 'price_level'),
  person_add: event('person', 'created'),
  person_edit: event('person', 'updated'),
  person_delete: event('person', 'deleted'),
  person_change_user: event('person', 'updated', 'owner'),
  deal_add: event('deal', 'created'),
  deal_edit: event('deal', 'updated'),
  deal_delete: event('deal', 'deleted'),
  deal_restore: event('deal', 'restored'),
  deal_close: event('deal', 'updated', 'closed_at'),
  deal_change_step: event('deal', 'updated', 'stage'),
  deal_change_user: event('deal', 'updated', 'owner'),
  deal_change_datumplan: event('deal', 'updated', 'planned_on'),
  lead_add: event('lead', 'created'),
  lead_edit: event('lead', 'updated'),
  lead_delete: event('lead', 'deleted'),
  lead_setuser: event('lead', 'updated', 'owner'),
  task_add: event('task', 'created'),
  task_edit: event('task', 'updated'),
  task_doit: event('task', 'updated', 'done_at'),
  task_delete: event('task', 'deleted'),
  task_change_date: event('task', 'updated', 'due_at'),
  history_add: event('activity', 'created'),
  history_edit: event('activity', 'updated'),
  history_delete: event('activity', 'deleted'),
} as const satisfies Record<string, NamedEvent>;

/** Filters, by what they are asked about (SalesMan documentation, hooks; SalesMan contract 4.6). */
export const HOOK_FILTERS = {
  client_addfilter: { entity: 'client', action: 'add' },
  client_editfilter: { entity: 'client', action: 'edit' },
  person_addfilter: { entity: 'person', action: 'add' },
  person_editfilter: { entity: 'person', action: 'edit' },
  deal_addfilter: { entity: 'deal', action: 'add' },
  deal_editfilter: { entity: 'deal', action: 'edit' },
  lead_addfilter: { entity: 'lead', action: 'add' },
  lead_editfilter: { entity: 'lead', action: 'edit' },
  task_addfilter: { entity: 'task', action: 'add' },
  task_editfilter: { entity: 'task', action: 'edit' },
  history_addfilter: { entity: 'activity', action: 'add' },
  history_editfilter: { entity: 'activity', action: 'edit' },
} as const satisfies Record<string, { readonly entity: string; readonly action: 'add' | 'edit' }>;

function event(entity: string, happened: string, field?: string): NamedEvent {
  return field === undefined ? { entity, happened } : { entity, happened, field };
}
