import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { FileStore } from '../file-store.ts';
import { cleanFileName, fileType } from './clean-file-name.ts';
import { mediaTypeOf } from './media-type.ts';

/** A file as a caller sends it; the name as it comes. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A file whose bytes are safe and which no record tells of yet: what `addFiles` needs. */
export interface StoredFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
}

/**
 * Makes the bytes of a file durable, before anything is written that names them. CrmError `too_large` or `invalid` (a
 * type that is refused) by the limits of the installation, `unavailable` without a file store.
 */
export async function storeFile(crm: Crm, sent: SentFile): Promise<StoredFile> {
  const files = fileStoreOf(crm);
  const name = cleanFileName(sent.name);
  const { maxBytes, refusedTypes } = crm.fileLimits;
  if (refusedTypes.has(fileType(name))) throw new CrmError('invalid', { entity: 'file', title: name, reason: `files of the type ${fileType(name)} are not taken` });
  if (sent.bytes.length > maxBytes) throw new CrmError('too_large', { entity: 'file', title: name, reason: `${sent.bytes.length} bytes, at most ${maxBytes} are taken` });
  return { name, mediaType: mediaTypeOf(name), ...(await files.put(sent.bytes)) };
}

/** The file store; CrmError `unavailable` where there is none. */
export function fileStoreOf({ files }: Crm): FileStore {
  if (files === undefined) throw new CrmError('unavailable', { entity: 'file', reason: 'no file store' });
  return files;
}
