import type { Step } from './steps.ts';

/** The lock that writers of a fenced entity share, and who renames its columns takes alone. */
export const fenceKey = (entity: string): string => `fence/${entity}`;

/** Steps that make a unit a conflict when entities have changed since the revision that it was compiled by. */
export function fenceSteps(entity: string, revision: number): readonly Step[] {
  return [
    { kind: 'lock', key: fenceKey(entity), taken: 'shared' },
    { kind: 'absent', sql: 'SELECT 1 FROM epoch WHERE metadata <> $1', params: [revision] },
  ];
}
