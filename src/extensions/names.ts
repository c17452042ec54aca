import type { FilteredAction } from '../core/filters/write-filters.ts';
import type { Catalog } from '../core/metadata/catalog.ts';
import type { FieldValues } from '../core/values.ts';
import { HOOK_EVENTS, HOOK_FILTERS } from '../dialects/salesman/hook-names.ts';

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

/** Other names of events: those that a vendor's extensions were written with. */
export const EVENT_ALIASES = HOOK_EVENTS satisfies Record<string, HeardEvent>;

export type EventAliasName = keyof typeof EVENT_ALIASES;

/** Which writes a filter is asked about; entity `*`: any. */
export interface WatchedWrite {
  readonly entity: string;
  readonly action: FilteredAction;
}

/** Other names of filters. */
export const FILTER_ALIASES = HOOK_FILTERS satisfies Record<string, WatchedWrite>;

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
