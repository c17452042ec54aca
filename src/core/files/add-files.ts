import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { StoredFile } from './store-file.ts';

/**
 * Makes records of stored files, in a change set of their own, and gives their values for a `files` field (`12/plan.pdf`)
 * in the order given. Until a record or a comment names them they are the caller's alone; `sweepFiles` removes those that
 * nothing names in the end, so a write that fails afterwards leaves nothing behind.
 */
export async function addFiles(crm: Crm, context: Context, files: readonly StoredFile[]): Promise<readonly string[]> {
  if (files.length === 0) return [];
  const written = await crm.write(authorOf(context), async (draft) => {
    return files.map(({ name, mediaType, size, digest }) => ({ name, id: draft.insert('file', { name, media_type: mediaType, size, digest }) }));
  });
  return written.decision.map(({ id, name }) => `${written.idOf(id)}/${name}`);
}
