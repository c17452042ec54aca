import type { StoredEvent } from '../../../core/events/stored-event.ts';
import type { EntityDefinition } from '../../../core/metadata/definitions.ts';
import type { FieldValues } from '../../../core/values.ts';
import type { EventFormat, EventParts } from '../../dialect.ts';
import { isSystemInstant, SYSTEM_NAMES } from '../shapes/system-fields.ts';
import { instantText, toWire } from '../shapes/wire-value.ts';

/**
 * Events in the product's own words, as Standard Webhooks 1.0 advises: `type`, `timestamp`, `data`. Every event of every
 * record has its name, entities of one's own included, so there is no list.
 */
export const standardEvents: EventFormat = {
  name: 'standard',
  title: { ru: 'Standard Webhooks', en: 'Standard Webhooks' },
  events: [],
  nameOf: ({ name }) => name,
  present: (event, { directory }) => Promise.resolve(presentEvent(event, directory)),
};

function presentEvent(event: StoredEvent, { catalog }: EventParts['directory']): object {
  const definition = catalog.has(event.entity) ? catalog.entity(event.entity) : undefined;
  return {
    type: event.name,
    timestamp: instantText(event.at),
    data: {
      id: event.id,
      entity: event.entity,
      record: event.recordId,
      actor: event.actorId,
      face: event.face,
      facts: event.facts,
      before: presentValues(definition, event.before),
      after: presentValues(definition, event.after),
    },
  };
}

/** Values as records show them; what is secret, removed or out of use is not there. */
function presentValues(definition: EntityDefinition | undefined, values: FieldValues | null): object | null {
  if (values === null) return null;
  const system = [...SYSTEM_NAMES, 'deleted_at'].map((name) => ({ name, type: isSystemInstant(name) ? 'instant' : 'integer' } as const));
  const own = (definition?.fields ?? []).filter((field) => field.active && field.removed !== true && !field.secret);
  return Object.fromEntries([...system, ...own].filter(({ name }) => Object.hasOwn(values, name)).map(({ name, type }) => [name, toWire(type, values[name])]));
}
