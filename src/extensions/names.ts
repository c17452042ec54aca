import type { FilteredAction } from '../core/filters/write-filters.ts';
import type { Catalog } from '../core/metadata/catalog.ts';
import type { FieldValues } from '../core/values.ts';

/** What may become of a record, in the names of events: `client.created`. */
export const HAPPENINGS = ['created', 'updated', 'deleted', 'restored', 'purged', 'owner_changed', 'requisites_changed'] as const;

/** What a filter may stand before: `client.beforeAdd`. */
export const BEFORE = { beforeAdd: 'add', beforeEdit: 'edit', beforeDelete: 'delete' } as const satisfies Record<string, FilteredAction>;

/** Which events a handler is called for: one of an entity (`*`: any), perhaps only where this field got a value. */
export interface HeardEvent {
  readonly entity: string;
  readonly happened: string;
  readonly field?: string;
}

/** Other names of events (SalesMan documentation, events and hooks; SalesMan contract 4.1 and 4.6). */
export const EVENT_ALIASES = {
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
} as const satisfies Record<string, HeardEvent>;

export type EventAliasName = keyof typeof EVENT_ALIASES;

/** Which writes a filter is asked about; entity `*`: any. */
export interface WatchedWrite {
  readonly entity: string;
  readonly action: FilteredAction;
}

/** Other names of filters (SalesMan documentation, hooks; SalesMan contract 4.6). */
export const FILTER_ALIASES = {
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
} as const satisfies Record<string, WatchedWrite>;

export type FilterAliasName = keyof typeof FILTER_ALIASES;

/** Which events a name stands for; undefined: it is none. */
export function readEventName(name: string): HeardEvent | undefined {
  const alias = Object.entries(EVENT_ALIASES).find(([known]) => known === name)?.[1];
  if (alias !== undefined) return alias;
  const [entity, happened, ...rest] = name.split('.');
  if (entity === undefined || entity === '' || rest.length > 0) return undefined;
  return HAPPENINGS.some((known) => known === happened) ? { entity, happened: happened ?? '' } : undefined;
}

/** Which writes a name stands for; undefined: it is none. */
export function readFilterName(name: string): WatchedWrite | undefined {
  const alias = Object.entries(FILTER_ALIASES).find(([known]) => known === name)?.[1];
  if (alias !== undefined) return alias;
  const [entity, before, ...rest] = name.split('.');
  const action = Object.entries(BEFORE).find(([known]) => known === before)?.[1];
  return entity === undefined || entity === '' || action === undefined || rest.length > 0 ? undefined : { entity, action };
}

/** Whether records of an entity are told of and asked about: not what only the product itself keeps. */
export function isOpen(catalog: Catalog, entity: string): boolean {
  if (entity === '*' || entity === 'comment') return true;
  if (!catalog.has(entity)) return false;
  const { kind } = catalog.entity(entity);
  return kind === 'records' || kind === 'dictionary';
}

/** Whether a handler that listens for these hears this event. */
export function hears(heard: HeardEvent, { name, entity, after }: { readonly name: string; readonly entity: string; readonly after: FieldValues | null }): boolean {
  if (heard.entity !== '*' && heard.entity !== entity) return false;
  if (name !== `${entity}.${heard.happened}`) return false;
  return heard.field === undefined || (after?.[heard.field] ?? null) !== null;
}

/** How a subscription of the format `standard` names these events. */
export function patternOf({ entity, happened }: HeardEvent): string {
  return entity === '*' ? '*' : `${entity}.${happened}`;
}

function event(entity: string, happened: (typeof HAPPENINGS)[number], field?: string): HeardEvent {
  return field === undefined ? { entity, happened } : { entity, happened, field };
}
