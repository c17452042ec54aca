import type { Author } from '../changes/change-set.ts';
import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { createCatalog } from '../metadata/catalog.ts';
import type { EntityDefinition, FieldDefinition, FieldSettings, FieldTypeName } from '../metadata/definitions.ts';
import { anyOf } from '../query/filter.ts';
import { listAt, textAt } from '../values.ts';
import { requireAdministrator } from './administrator.ts';
import { usedBy } from './check-formula.ts';
import { conversionLookup } from './conversion-lookup.ts';
import { convertValue, type Lookup } from './convert-value.ts';
import { define, presentField, shapeable } from './define.ts';
import { draftRetype, needsList } from './draft-retype.ts';
import { reportRetype } from './dry-retype.ts';
import { makeOwnList } from './own-list.ts';
import { recomputeFormulas } from './recompute-formulas.ts';
import { rederive } from './rederive.ts';
import { refuseCollisions } from './refuse-collisions.ts';
import { besideName, withPlacesChanged, withStandIn } from './retype-definitions.ts';
import { reworkRecords, reworkThese, stored, type Rework } from './walk-records.ts';

/** Conversions are written under this face, so that they are told from changes by people. */
const FACE = 'retype';
/** Other processes hear of changed entities within a second; until then they write past the fence. */
const HEARD_MS = 1100;
const MAX_ROUNDS = 50;
/** Where somebody is always writing, others wait a moment each so many rounds. */
const HELD_EVERY = 8;
const HELD_MS = 3000;
const MAX_DELETED = 20_000;

export interface RetypeManner {
  /** What becomes of values that do not convert: the whole is refused, or they are cleared. The old field keeps them. */
  readonly onFailure: 'refuse' | 'clear';
  /** How long it may take until every process has heard of changed entities, in milliseconds. */
  readonly heardMs?: number;
}

/**
 * Gives a field another type while the service runs: its values are converted into a hidden field in the background,
 * then the two change places at once. The old field stays as a removed one (`price_old`), with all its values. Gives
 * the new one. Refuses (`invalid`) values that do not convert unless they may be cleared, (`duplicate`) unique values
 * that would be the same, (`in_use`) what is needed as it is.
 */
export async function retypeField(crm: Crm, context: Context, entity: string, name: string, type: FieldTypeName, settings: FieldSettings, manner: RetypeManner): Promise<FieldDefinition> {
  requireAdministrator(context);
  const to = await target(crm, context, entity, name, type, settings);
  const before = shapeable((await crm.directory()).catalog, entity);
  const from = presentField(before, name);
  if (manner.onFailure === 'refuse') await refuseFailures(crm, context, entity, from, to);
  const { standIn, old } = await prepare(crm, context, entity, name, to);
  try {
    await fillAndSwap(crm, context, entity, { name, standIn, old }, manner);
  } catch (error) {
    await define(crm, (catalog) => unfenced(catalog.entity(entity)));
    throw error;
  }
  await hideAlike(crm, authorOf(context), entity, name, [old], standIn);
  return finish(crm, authorOf(context), entity, name, before.searched.includes(name));
}

async function target(crm: Crm, context: Context, entity: string, name: string, type: FieldTypeName, settings: FieldSettings): Promise<FieldDefinition> {
  const directory = await crm.directory();
  const definition = shapeable(directory.catalog, entity);
  const own = `${entity}.${name}`;
  const to = draftRetype(directory, definition, name, type, settings, own);
  if (needsList({ type, settings })) await makeOwnList(crm, authorOf(context), own, to.label.ru);
  return to;
}

async function refuseFailures(crm: Crm, context: Context, entity: string, from: FieldDefinition, to: FieldDefinition): Promise<void> {
  const { fails, examples: [first] } = await reportRetype(crm, context, entity, from, to);
  if (first !== undefined) throw new CrmError('invalid', { entity, id: first.id, faults: [{ field: from.name, fault: first.fault }], reason: `${fails} values do not convert to ${to.type}` });
}

interface Places {
  readonly name: string;
  /** The hidden field that is filled. */
  readonly standIn: string;
  /** What the field is called once it is the old one. */
  readonly old: string;
}

async function prepare(crm: Crm, context: Context, entity: string, name: string, to: FieldDefinition): Promise<Places> {
  const { catalog } = await crm.directory();
  const old = besideName(catalog.entity(entity), name, 'old');
  const standIn = besideName(catalog.entity(entity), name, 'new', to);
  await hideAlike(crm, authorOf(context), entity, name, [standIn, old]);
  await define(crm, (newest) => withStandIn(shapeable(newest, entity), to, standIn));
  return { name, standIn, old };
}

/** Who does not see the field sees none of `alike`; `gone` is no field any more. */
async function hideAlike(crm: Crm, author: Author, entity: string, name: string, alike: readonly string[], gone?: string): Promise<void> {
  await crm.write(author, async (draft, directory) => {
    for (const right of directory.entityRights.filter((record) => textAt(record, 'entity') === entity && listAt(record, 'hidden').includes(name))) {
      draft.update('entity_right', right, { hidden: [...new Set([...listAt(right, 'hidden'), ...alike])].filter((hidden) => hidden !== gone) });
    }
  });
}

async function fillAndSwap(crm: Crm, context: Context, entity: string, places: Places, manner: RetypeManner): Promise<void> {
  const author: Author = { ...authorOf(context), face: FACE };
  const rework = reworkWith(await conversionLookup(crm, context, { dry: false }), places, manner);
  const began = crm.clock();
  let { position } = await crm.storage.changedSince(entity);
  await reworkRecords(crm, author, entity, rework, { only: anyOf(stored(places.name), stored(places.standIn)), fields: [places.name, places.standIn] });
  await reworkThese(crm, author, entity, (await crm.storage.findDeleted(entity, MAX_DELETED)).map(({ id }) => id), rework);
  await new Promise((resolve) => { setTimeout(resolve, Math.max(0, (manner.heardMs ?? HEARD_MS) - (crm.clock() - began))); });
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (round > 0 && round % HELD_EVERY === 0) await define(crm, (catalog) => ({ ...shapeable(catalog, entity), held: { face: FACE, until: crm.clock() + HELD_MS } }));
    const changed = await crm.storage.changedSince(entity, position, FACE);
    // New options and records may have been named meanwhile.
    if (changed.ids.length > 0) await reworkThese(crm, author, entity, changed.ids, reworkWith(await conversionLookup(crm, context, { dry: false }), places, manner));
    ({ position } = changed);
    if (round === 0) await refuseNewCollisions(crm, entity, places);
    if (await swapped(crm, entity, places, position)) return;
  }
  throw new CrmError('conflict', { entity, reason: `the records changed ${MAX_ROUNDS} times meanwhile` });
}

function reworkWith(lookup: Lookup, { name, standIn }: Places, { onFailure }: RetypeManner): Rework {
  return async (draft, _directory, definition, record) => {
    const [from, to] = [presentField(definition, name), definition.fields.find((field) => field.name === standIn)];
    if (to === undefined) throw new CrmError('conflict', { entity: definition.name, reason: `${standIn} is gone` });
    const converted = await convertValue(from, to, record[name] ?? null, lookup);
    if ('fault' in converted && onFailure === 'refuse') throw new CrmError('invalid', { entity: definition.name, id: record.id, faults: [{ field: name, fault: converted.fault }] });
    return draft.derive(definition.name, record, { [standIn]: 'fault' in converted ? null : converted.value });
  };
}

async function refuseNewCollisions(crm: Crm, entity: string, { name, standIn }: Places): Promise<void> {
  const definition = (await crm.directory()).catalog.entity(entity);
  const field = definition.fields.find((known) => known.name === standIn);
  for (const names of definition.unique.filter((set) => set.at(-1) === name)) {
    if (field !== undefined) await refuseCollisions(crm, definition, field, names.length > 1 ? names[0] : undefined);
  }
}

async function swapped(crm: Crm, entity: string, { name, standIn, old }: Places, since: string): Promise<boolean> {
  const { entities, revision } = await crm.storage.loadMetadata();
  const catalog = createCatalog(entities, revision);
  const [after] = crm.annotate([withPlacesChanged(catalog.entity(entity), name, standIn, old)], catalog);
  if (after === undefined) throw new Error('nothing was defined');
  const outcome = await crm.storage.renameFields({ entity: after, renames: [{ from: name, to: old }, { from: standIn, to: name }], basedOn: revision, since, besides: FACE });
  if (outcome !== 'done') await crm.storage.directoryEpoch('fresh');
  return outcome === 'done';
}

function unfenced({ fenced: _fenced, held: _held, ...entity }: EntityDefinition): EntityDefinition {
  return entity;
}

/** What was made of the old values is made of the new ones. */
async function finish(crm: Crm, author: Author, entity: string, name: string, wasSearched: boolean): Promise<FieldDefinition> {
  const definition = (await crm.directory()).catalog.entity(entity);
  if (definition.fields.some((field) => usedBy(field).includes(name))) await recomputeFormulas(crm, author, entity);
  if (wasSearched) await rederive(crm, author, entity, name);
  return presentField(definition, name);
}
