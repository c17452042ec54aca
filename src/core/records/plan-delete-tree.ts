import { keepAdministrators } from '../accounts/keep-administrators.ts';
import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { equals } from '../query/filter.ts';
import type { CrmRecord } from '../values.ts';
import { planDelete } from './plan.ts';

const PAGE = 1000;
/** One change set stays a transaction of moderate size. */
const MAX_PARTS = 20_000;

/** Drafts the deletion of a record with everything that lies in it, whoever sees it: parts do not outlive the whole. */
export async function planDeleteTree(crm: Crm, draft: Draft, directory: Directory, entity: EntityDefinition, record: CrmRecord, budget = { left: MAX_PARTS }): Promise<void> {
  budget.left -= 1;
  if (budget.left < 0) throw new CrmError('too_large', { entity: entity.name, id: record.id, reason: `more than ${MAX_PARTS} records lie in it` });
  if (entity.name === 'user') keepAdministrators(draft, directory, [record.id]);
  planDelete(draft, entity, record);
  for (const part of directory.catalog.entities.filter((other) => liesIn(other, entity))) {
    for (const child of await childrenOf(crm, part, record.id)) await planDeleteTree(crm, draft, directory, part, child, budget);
  }
}

/** Whether records of `entity` lie in records of `whole`. */
export function liesIn(entity: EntityDefinition, whole: EntityDefinition): boolean {
  return entity.parent !== undefined && entity.fields.some(({ name, settings }) => name === entity.parent && settings.entity === whole.name);
}

async function childrenOf({ storage }: Crm, part: EntityDefinition, parentId: number): Promise<readonly CrmRecord[]> {
  const children: CrmRecord[] = [];
  for (;;) {
    const page = await storage.findRecords({ entity: part.name, filter: equals(part.parent ?? '', parentId), sort: { field: 'id', descending: false }, offset: children.length, limit: PAGE });
    children.push(...page);
    if (page.length < PAGE || children.length > MAX_PARTS) return children;
  }
}
