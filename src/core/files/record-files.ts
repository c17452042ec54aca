import { fileParts } from '../fields/files.ts';
import { listAt, type CrmRecord } from '../values.ts';

/** A file as a field names it. */
export interface NamedFile {
  readonly id: number;
  readonly name: string;
}

/** The files that a field of a record names, in their order. */
export function recordFiles(record: CrmRecord, field: string): readonly NamedFile[] {
  return listAt(record, field).map(fileParts);
}
