import type { StoredEvent } from '../../../core/events/stored-event.ts';
import type { CrmRecord } from '../../../core/values.ts';
import type { EventFormat, EventParts } from '../../dialect.ts';
import { localDateTime } from '../../transport/local-times.ts';
import type { Model } from '../model.ts';
import type { WireJson } from '../transport/wire-json.ts';
import { EVENT_LINES, EVENT_MODELS, type Happening } from './classes.ts';
import { changedMembers, setMembers } from './shown-values.ts';

/** alfaCRM's webhooks: what changed in a record, in the words of its entity (alfaCRM contract 5.2). */
export const alfacrmEvents: EventFormat = {
  name: 'alfacrm',
  title: { ru: 'Webhook alfaCRM', en: 'alfaCRM webhook' },
  events: EVENT_LINES,
  nameOf(event) {
    const [model, happening] = [EVENT_MODELS.get(event.entity), happeningOf(event)];
    return model === undefined || happening === undefined ? undefined : `${model.className}.${happening}`;
  },
  present,
};

/** What is purged was deleted before, and has been told of. */
const HAPPENED: Readonly<Record<string, Happening>> = { created: 'create', updated: 'update', restored: 'update', owner_changed: 'update', deleted: 'delete' };

function happeningOf({ name, entity }: StoredEvent): Happening | undefined {
  const word = name.startsWith(`${entity}.`) ? name.slice(entity.length + 1) : '';
  return Object.hasOwn(HAPPENED, word) ? HAPPENED[word] : undefined;
}

interface Fields {
  readonly old: WireJson;
  readonly now: WireJson;
}

async function present(event: StoredEvent, parts: EventParts): Promise<object | undefined> {
  const [model, happening] = [EVENT_MODELS.get(event.entity), happeningOf(event)];
  const fields = model === undefined || happening === undefined ? undefined : await fieldsOf(happening, model, event, parts);
  if (model === undefined || fields === undefined) return undefined;
  return {
    branch_id: branchOf(event, parts),
    event: happening,
    entity: model.className,
    entity_id: event.recordId,
    fields_old: fields.old,
    fields_new: fields.now,
    fields_rel: [],
    user_id: event.actorId ?? 0,
    datetime: localDateTime(parts.zone, event.at),
  };
}

/** Undefined: nothing that this API shows has changed. */
async function fieldsOf(happening: Happening, model: Model, event: StoredEvent, parts: EventParts): Promise<Fields | undefined> {
  const holding = (values: StoredEvent['after'], record?: CrmRecord): CrmRecord => ({ ...record, ...values, id: event.recordId, version: record?.version ?? 0 });
  if (happening === 'create') return { old: [], now: setMembers(model, holding(event.after), parts) };
  if (happening === 'delete') return { old: orEmpty(setMembers(model, holding(event.before), parts)), now: [] };
  // A member may show several values of which one has changed: the others are as they are now.
  const stored = await parts.crm.storage.readRecord(event.entity, event.recordId);
  const now = holding(event.after, stored);
  const changed = changedMembers(model, holding(event.before, now), now, parts);
  if (Object.keys(changed.now).length === 0 && event.name !== `${event.entity}.restored`) return undefined;
  return { old: orEmpty(changed.old), now: orEmpty(changed.now) };
}

function orEmpty(members: Readonly<Record<string, WireJson>>): WireJson {
  return Object.keys(members).length === 0 ? [] : members;
}

/** The record's branch, the first of several; the first of all where it has none: `branch_id` is a number always. */
function branchOf({ branch }: StoredEvent, { directory }: EventParts): number {
  const own = typeof branch === 'object' && branch !== null ? Number(branch[0] ?? 0) : Number(branch ?? 0);
  return own > 0 ? own : (directory.dictionary('branch').items[0]?.id ?? 1);
}
