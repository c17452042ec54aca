import { isChosen } from '../core/delivery/is-chosen.ts';
import type { Subscription } from '../core/delivery/subscription.ts';
import type { StoredEvent } from '../core/events/stored-event.ts';
import type { Catalog } from '../core/metadata/catalog.ts';
import type { EntityDefinition, FieldDefinition } from '../core/metadata/definitions.ts';
import type { FieldValue, FieldValues } from '../core/values.ts';
import type { EventFormat } from '../dialects/dialect.ts';

const HAPPENINGS = ['created', 'updated', 'deleted', 'restored', 'purged'] as const;
type Happening = (typeof HAPPENINGS)[number];
/** What subscriptions are made for most comes first. */
const FIRST = ['client', 'customer', 'lead', 'deal'];
const SAMPLE_ID = 1;

/**
 * An event that never happened, such as the subscription chose: a record with plausible values was added, changed or
 * deleted. Where its choice says nothing that the format knows, a client was added.
 */
export function sampleEvent(subscription: Pick<Subscription, 'events'>, format: EventFormat | undefined, catalog: Catalog, at: number): { readonly event: StoredEvent; readonly name: string } {
  const told = catalog.entities.filter(({ kind }) => kind !== 'internal' && kind !== 'part').toSorted((left, right) => rank(left) - rank(right));
  for (const entity of told) {
    for (const happening of HAPPENINGS) {
      const event = eventOf(entity, happening, at);
      const name = format?.nameOf(event, catalog);
      if (name !== undefined && isChosen(subscription.events, name)) return { event, name };
    }
  }
  const event: StoredEvent = { ...EMPTY, at };
  return { event, name: format?.nameOf(event, catalog) ?? event.name };
}

const EMPTY: StoredEvent = { id: 0, at: 0, name: 'client.created', entity: 'client', recordId: SAMPLE_ID, actorId: null, face: 'test', keyId: null, facts: {}, before: null, after: {}, owner: null, branch: null };

function rank({ name }: EntityDefinition): number {
  const place = FIRST.indexOf(name);
  return place === -1 ? FIRST.length : place;
}

function eventOf(entity: EntityDefinition, happening: Happening, at: number): StoredEvent {
  const values = valuesOf(entity, at);
  const gone = happening === 'deleted' || happening === 'purged';
  return {
    ...EMPTY, at, name: `${entity.name}.${happening}`, entity: entity.name,
    before: gone ? values : happening === 'created' ? null : Object.fromEntries(Object.keys(values).map((name) => [name, null])),
    after: happening === 'purged' ? null : gone ? { deleted_at: at } : values,
  };
}

function valuesOf({ fields, heading }: EntityDefinition, at: number): FieldValues {
  const plain = fields.filter(({ active, secret, removed }) => active && !secret && removed !== true);
  const values = plain.map((field): readonly [string, FieldValue | undefined] => [field.name, valueOf(field, field.name === heading, at)]);
  return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Links and lists of options stay empty: they would name what is not there. */
function valueOf({ type }: FieldDefinition, heads: boolean, at: number): FieldValue | undefined {
  switch (type) {
    case 'text': return heads ? 'Test' : undefined;
    case 'phones': return ['+7 900 000-00-00'];
    case 'emails': return ['test@example.com'];
    case 'date': return new Date(at).toISOString().slice(0, 10);
    case 'instant': return at;
    default: return undefined;
  }
}
