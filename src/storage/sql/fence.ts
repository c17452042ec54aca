import type { ChangeSet } from '../../core/changes/change-set.ts';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { Step } from './steps.ts';

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
    ...(closed ? [{ kind: 'absent' as const, sql: 'SELECT 1', params: [] }] : []),
  ];
}
