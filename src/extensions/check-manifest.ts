import type { Catalog } from '../core/metadata/catalog.ts';
import { readEvery } from './every.ts';
import type { Manifest } from './messages.ts';
import { BEFORE, HAPPENINGS, isOpen, readEventName, readFilterName } from './names.ts';

const ROUTE = /^(GET|POST|PUT|PATCH|DELETE) \/\S*$/u;

/** What is wrong with what an extension says, in sentences; empty: nothing. */
export function checkManifest({ on, filter, schedule, routes }: Manifest, catalog: Catalog): readonly string[] {
  return [
    ...on.flatMap((name) => faultOf(name, readEventName(name)?.entity, catalog, `an event is named as client.${HAPPENINGS.join(', .')}`)),
    ...filter.flatMap((name) => faultOf(name, readFilterName(name)?.entity, catalog, `a filter is named as client.${Object.keys(BEFORE).join(', .')}`)),
    ...schedule.filter((every) => readEvery(every) === undefined).map((every) => `"${every}" is no length of time such as 30s, 5m, 1h or 1d`),
    ...routes.filter((route) => !ROUTE.test(route)).map((route) => `"${route}" is no route such as "GET /path"`),
  ];
}

function faultOf(name: string, entity: string | undefined, catalog: Catalog, form: string): readonly string[] {
  if (entity === undefined) return [`there is nothing called "${name}": ${form}`];
  return isOpen(catalog, entity) ? [] : [`there is no entity "${entity}", which "${name}" names`];
}
