import type { ChangeSet } from '../../core/changes/change-set.ts';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { Catalog } from '../../core/metadata/catalog.ts';
import type { Step } from './steps.ts';

/** What never holds. */
const NEVER: Step = { kind: 'absent', sql: 'SELECT 1', params: [] };

/** The lock that writers of a fenced entity share, and who renames its columns takes alone. */
export const fenceKey = (entity: string): string => `fence/${entity}`;

/**
 * Steps that make a unit a conflict when entities have changed since the revision that it was compiled by, or while the
 * entity is held for others: who meets one decides again.
 */
export function fenceSteps({ name, held }: EntityDefinition, revision: number, { author, at }: ChangeSet): readonly Step[] {
  const closed = held !== undefined && held.face !== author.face && at < held.until;
  return [
    { kind: 'lock', key: fenceKey(name), taken: 'shared' },
    { kind: 'absent', sql: 'SELECT 1 FROM epoch WHERE metadata <> $1', params: [revision] },
    ...(closed ? [NEVER] : []),
  ];
}

/** Steps that make a unit a conflict when fields of its entities have changed places since it was decided. */
export function arrangementSteps(catalog: Catalog, { decidedBy, records }: ChangeSet): readonly Step[] {
  if (decidedBy === undefined || decidedBy.revision === catalog.revision) return [];
  const places = (known: Catalog, entity: string): number => (known.has(entity) ? (known.entity(entity).rearranged ?? 0) : 0);
  return records.some(({ entity }) => places(decidedBy, entity) !== places(catalog, entity)) ? [NEVER] : [];
}
