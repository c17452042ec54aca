import type { Author, PlannedValue } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import type { Catalog } from '../metadata/catalog.ts';
import { changeEntities } from '../metadata/change-entities.ts';
import { withFields } from '../metadata/add-fields.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { acceptValues } from '../records/accept-values.ts';
import { matchKey } from '../text/fold.ts';
import type { CrmRecord } from '../values.ts';
import type { Preset, SeedRecords } from './preset.ts';

/**
 * Brings a preset in: entities and fields that are missing are made, what is there stays as the operator left it;
 * first records are written only the first time. Safe to call at every start, and again after a crash in the middle.
 */
export async function loadPreset(crm: Crm, author: Author, preset: Preset): Promise<void> {
  await changeEntities(crm, (catalog) => missingDefinitions(catalog, preset));
  const setting = `preset.${preset.name}`;
  if ((await crm.storage.readSetting(setting)) !== undefined) return;
  for (const seeds of preset.seeds) await plantSeeds(crm, author, seeds);
  await crm.storage.writeSetting(setting, 'loaded');
}

/** The entities of a preset that are new, or lack fields. */
function missingDefinitions({ entities }: Catalog, preset: Preset): readonly EntityDefinition[] {
  const known = new Map(entities.map((entity) => [entity.name, entity]));
  const wanted = new Map<string, EntityDefinition>();
  for (const entity of preset.entities) {
    const stored = known.get(entity.name);
    wanted.set(entity.name, stored === undefined ? entity : withFields(stored, entity.fields));
  }
  for (const { entity, fields, branch, listed } of preset.added) {
    const base = wanted.get(entity) ?? known.get(entity);
    if (base !== undefined) wanted.set(entity, { ...withFields(base, fields), ...(branch === undefined ? {} : { branch }), ...(listed === undefined ? {} : { listed }) });
  }
  return [...wanted.values()].filter((entity) => known.get(entity.name)?.fields.length !== entity.fields.length);
}

async function plantSeeds(crm: Crm, author: Author, seeds: SeedRecords): Promise<void> {
  await crm.write(author, async (draft, directory) => {
    const definition = directory.catalog.entity(seeds.entity);
    const by = typeof seeds.by === 'string' ? [seeds.by] : seeds.by;
    const keyOf = (record: Readonly<Record<string, PlannedValue>>): string => matchKey(JSON.stringify(by.map((name) => String(record[name]))));
    const present = new Set(knownRecords(directory, seeds.entity).map(keyOf));
    for (const seed of seeds.records) {
      const record = linked(directory, definition, seed);
      if (present.has(keyOf(record))) continue;
      const values = acceptValues(definition, record, { whole: true });
      const number = record['id'];
      if (typeof number === 'number' && directory.dictionary(seeds.entity).byId(number) === undefined) draft.insertAs(seeds.entity, number, values);
      else draft.insert(seeds.entity, values);
    }
  });
}

function knownRecords(directory: Directory, entity: string): readonly CrmRecord[] {
  if (entity === 'entity_right') return directory.entityRights;
  return entity === 'state_rule' ? directory.stateRules : directory.dictionary(entity).items;
}

/** A link in a seed is written as the heading of its target. */
function linked(directory: Directory, definition: EntityDefinition, record: Readonly<Record<string, PlannedValue>>): Readonly<Record<string, PlannedValue>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => {
    const target = definition.fields.find((field) => field.name === name)?.settings.entity;
    return [name, target !== undefined && typeof value === 'string' ? (directory.dictionary(target).byTitle(value)?.id ?? null) : value];
  }));
}
