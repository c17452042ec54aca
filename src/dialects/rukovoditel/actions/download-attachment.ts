import { readFileOf, type ReadFile } from '../../../core/files/read-file-of.ts';
import { recordFiles } from '../../../core/files/record-files.ts';
import { allowReading } from '../../../core/permissions/allow.ts';
import { readRecord } from '../../../core/records/read-record.ts';
import { member } from '../../transport/parameters.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { readText } from '../transport/read-text.ts';
import { entityOf, requiredId } from './entity-of.ts';
import { fileFieldOf } from './file-field.ts';

/** `download_attachment`: one file as it is, several as one ZIP archive, none as empty texts (Rukovoditel contract 2.9.2). */
export async function downloadAttachment(call: ActionCall): Promise<ActionAnswer> {
  const { crm, context } = call;
  const entity = entityOf(call);
  const { name: entityName } = entity.definition;
  allowReading(call.directory, call.account, entity.definition);
  const itemId = requiredId(call, 'item_id');
  const field = fileFieldOf(call, entity);
  const wanted = readText(member(call.parameters, 'filename')) ?? '';
  const record = await readRecord(crm, context, entityName, itemId);
  const names = recordFiles(record, field.name).filter(({ name }) => wanted === '' || name === wanted);
  const files: ReadFile[] = [];
  for (const { id } of names) files.push(await readFileOf(crm, context, entityName, itemId, field.name, id));
  const [only, ...others] = files;
  if (only === undefined) return { data: { filename: '', content: '' } };
  if (others.length === 0) return { data: { filename: only.name, content: only.bytes.toString('base64') } };
  const { zipSync } = await import('fflate');
  return { data: { filename: `${entity.number}-${itemId}-${field.number}.zip`, content: Buffer.from(zipSync(entriesOf(files), { level: 0 })).toString('base64') } };
}

/** Files of one name get a number before the ending. */
function entriesOf(files: readonly ReadFile[]): Record<string, Uint8Array> {
  const entries: Record<string, Uint8Array> = Object.create(null);
  for (const { name, bytes } of files) {
    let entry = name;
    for (let number = 2; Object.hasOwn(entries, entry); number++) entry = name.replace(/(\.[^.]*)?$/u, (ending) => ` (${number})${ending}`);
    entries[entry] = bytes;
  }
  return entries;
}
