import type { Draft } from '../../../core/changes/draft.ts';
import { commentValues } from '../../../core/comments/comment.ts';
import type { Crm } from '../../../core/crm.ts';
import type { Directory } from '../../../core/directory.ts';
import { formulaValues } from '../../../core/records/generated-values.ts';
import type { FieldValues } from '../../../core/values.ts';
import { IMPORT } from './author.ts';
import { bringFiles, type Uploads } from './bring-files.ts';
import type { Prepared } from './prepared.ts';
import type { Tally } from './tally.ts';

export interface LotManner {
  /** An earlier run may have written some of it. */
  readonly again: boolean;
  readonly uploads: Uploads | undefined;
  readonly tally: Tally;
}

/** Writes some records in one change set; those that are there already stay. Gives how many files were stored. */
export async function writeLot(crm: Crm, lot: readonly Prepared[], { again, uploads, tally }: LotManner): Promise<number> {
  const added = lot.filter(({ addsTo }) => addsTo === undefined);
  const fresh = again ? await missing(crm, added) : added;
  const files = uploads === undefined ? new Map<Prepared, FieldValues>() : await bringFiles(crm, fresh, uploads, tally);
  await crm.write(IMPORT, async (draft, directory) => {
    const left = draft.attempt === 0 ? fresh : await missing(crm, fresh);
    for (const record of left) insert(draft, directory, record, files.get(record) ?? {});
    await addToComments(crm, draft, lot.filter(({ addsTo }) => addsTo === 'comment'));
  });
  return [...files.values()].flatMap((fields) => Object.values(fields)).flat().length;
}

async function missing(crm: Crm, lot: readonly Prepared[]): Promise<readonly Prepared[]> {
  const found = await Promise.all(lot.map(({ entity, id }) => crm.storage.readRecord(entity, id)));
  return lot.filter((_, index) => found[index] === undefined);
}

function insert(draft: Draft, directory: Directory, { entity, id, values, passwordHash }: Prepared, files: FieldValues): void {
  const definition = directory.catalog.entity(entity);
  const known: FieldValues = { created_at: draft.at, ...values, ...files };
  draft.insertAs(entity, id, { ...known, ...formulaValues(directory, definition, known, draft.at) });
  if (passwordHash !== undefined) draft.insert('credential', { user: id, password_hash: passwordHash });
}

/** Fields that were set with comments join what the comments tell of already. */
async function addToComments(crm: Crm, draft: Draft, lot: readonly Prepared[]): Promise<void> {
  for (const [id, changes] of Map.groupBy(lot, (change) => change.id)) {
    const comment = await crm.storage.readRecord('comment', id);
    if (comment === undefined) continue;
    const values: FieldValues = Object.assign({}, commentValues(comment), ...changes.map((change) => change.values));
    draft.derive('comment', comment, { values: JSON.stringify(values) });
  }
}
