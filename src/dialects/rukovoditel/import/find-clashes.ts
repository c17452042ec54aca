import type { Crm } from '../../../core/crm.ts';
import type { Directory } from '../../../core/directory.ts';
import type { EntityDefinition } from '../../../core/metadata/definitions.ts';
import { optionLists } from '../../../core/options/option-lists.ts';
import { EVERYTHING } from '../../../core/query/filter.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import { NOTE, numberNote } from '../application/annotations.ts';
import { listNumber } from '../application/list-numbers.ts';
import { reservedOf } from '../application/numbers.ts';
import { DEFAULT_GROUPS } from '../default-application/access.ts';
import { DEFAULT_ENTITIES } from '../default-application/entities.ts';
import { roleOfGroup } from '../values/groups.ts';
import { numberIn } from './cells.ts';
import type { VendorModel } from './model.ts';
import type { Plan, PlannedEntity } from './plan.ts';
import { USERS } from './user-fields.ts';

/**
 * The numbers of an application that something else in the store has, one sentence each. The default application, as
 * long as it is empty, is no other: it becomes that of the dump.
 */
export async function findClashes(crm: Crm, plan: Plan, model: VendorModel): Promise<readonly string[]> {
  const directory = await crm.directory();
  const ofEntities = await Promise.all(plan.entities.map((entity) => entityClashes(crm, entity)));
  return [...ofEntities.flat(), ...fieldClashes(directory, plan), ...otherClashes(directory, plan, model)];
}

async function entityClashes(crm: Crm, { vendor, stored }: PlannedEntity): Promise<readonly string[]> {
  if (stored === undefined || vendor.number === USERS) return [];
  const here = `entity_${vendor.number} is ${stored.label.en} (${stored.name}) here`;
  if (!isDefault(stored, vendor.number) || stored.removed === true) return [`${here} already`];
  const living = await crm.storage.findRecords({ entity: stored.name, filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 1 });
  const deleted = await crm.storage.findDeleted(stored.name, 1);
  return living.length + deleted.length > 0 ? [`${here}, and has records already`] : [];
}

function isDefault({ name }: EntityDefinition, number: number): boolean {
  return DEFAULT_ENTITIES.some((entity) => entity.name === name && entity.annotations[NOTE.entity] === String(number));
}

/** Fields of the store by their numbers, those that every entity has among them. */
function fieldClashes({ catalog }: Directory, plan: Plan): readonly string[] {
  const holders = new Map<number, string>();
  // Users have numbers that old installations of the vendor gave to other fields; each entity has its own anyway.
  for (const entity of catalog.entities.filter(({ name }) => name !== 'user')) {
    for (const field of entity.fields) {
      const number = numberNote(field.annotations, NOTE.field);
      if (number !== undefined) holders.set(number, `${entity.name}.${field.name}`);
    }
    for (const [name, number] of Object.entries(reservedOf(entity))) holders.set(number, `${entity.name}.${name}`);
  }
  return plan.entities.flatMap(({ definition, stored, fields }) => [
    ...fields.flatMap(({ vendor, core }) => {
      const holder = holders.get(vendor.number);
      if (holder !== undefined && holder !== `${definition.name}.${core.name}`) return [`field_${vendor.number} is ${holder} here already`];
      const known = stored?.fields.find(({ name }) => name === core.name);
      const planned = known === undefined || numberNote(known.annotations, NOTE.field) !== vendor.number ? undefined : plan.field(vendor.number)?.typed;
      return planned === undefined || planned === known?.type ? [] : [`field_${vendor.number} is of another type here already`];
    }),
    ...Object.entries(reservedOf(definition)).flatMap(([name, number]) => {
      const holder = holders.get(number);
      return holder === undefined || holder === `${definition.name}.${name}` ? [] : [`field_${number} is ${holder} here already`];
    }),
  ]);
}

function otherClashes(directory: Directory, plan: Plan, model: VendorModel): readonly string[] {
  const groups = model.groups.flatMap(({ number }) => {
    const role = roleOfGroup(directory, number);
    return role === undefined || DEFAULT_GROUPS.some((group) => group.number === number && group.code === role.code) ? [] : [`the access group ${number} is ${role.title} here already`];
  });
  const shared = new Map(optionLists(directory).all.filter(({ own }) => !own).map((list) => [listNumber(list), list.title]));
  const lists = model.lists.flatMap(({ number }) => (shared.has(number) ? [`the global list ${number} is ${shared.get(number)} here already`] : []));
  const reports = model.rows('reports').flatMap((row) => {
    const report = directory.dictionary('report').items.find((item) => reportNumber(item) === numberIn(row, 'id'));
    const own = plan.entity(numberIn(row, 'entities_id'));
    return report === undefined || (own?.stored !== undefined && textAt(report, 'entity') === own.definition.name) ? [] : [`the report ${numberIn(row, 'id')} is ${textAt(report, 'title') ?? ''} here already`];
  });
  return [...groups, ...lists, ...reports];
}

/** The number that a saved report is asked for by. */
export function reportNumber(report: CrmRecord): number {
  return numberAt(report, 'number') ?? report.id;
}
