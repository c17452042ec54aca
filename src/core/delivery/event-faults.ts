import type { FieldFault } from '../errors.ts';
import type { Catalog } from '../metadata/catalog.ts';
import type { OfferedFormat } from './accept-webhook.ts';

const ALL = '*';
const ALL_OF_KIND = '.*';
const EVENT = /^[a-z][a-z0-9_]{0,60}$/u;

/**
 * What is wrong with the events that a subscription names: none, or names that the format never says. `*` is all of them,
 * `client.*` all of a kind. A format without a list of its own speaks of the entities that there are.
 */
export function eventFaults(catalog: Catalog, format: OfferedFormat, events: readonly string[]): readonly FieldFault[] {
  if (events.length === 0) return [{ field: 'events', fault: 'required' }];
  return events.flatMap((name, index): FieldFault[] => (isKnown(catalog, format, name) ? [] : [{ field: `events.${index}`, fault: 'unknown_value' }]));
}

function isKnown(catalog: Catalog, { events }: OfferedFormat, name: string): boolean {
  if (name === ALL) return true;
  const kind = name.endsWith(ALL_OF_KIND) ? name.slice(0, -ALL_OF_KIND.length) : undefined;
  if (events.length > 0) return events.some((known) => known.name === name || (kind !== undefined && known.name.startsWith(`${kind}.`)));
  const [entity = '', happened, ...rest] = name.split('.');
  return catalog.has(entity) && rest.length === 0 && (kind !== undefined || EVENT.test(happened ?? ''));
}
