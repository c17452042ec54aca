import { CrmError } from '../errors.ts';
import { listAt, type CrmRecord } from '../values.ts';
import { fileParts } from '../fields/files.ts';
import { cleanFileName } from './clean-file-name.ts';

/** One file of a new value: one that `addFiles` made, or one that the record has already, by its name or its id. */
export type FileInput = { readonly added: string } | { readonly kept: string | number };

/**
 * The new value of a `files` field inside a decision: it replaces the whole of the old one, from which files are kept by
 * name as they were sent or as they are shown (Rukovoditel contract 2.9.1). Of several files of a name each is kept once,
 * in their order. CrmError `invalid` where there is no such file to keep.
 */
export function planFiles(field: string, inputs: readonly FileInput[], record?: CrmRecord): readonly string[] {
  const left = record === undefined ? [] : [...listAt(record, field)];
  return inputs.map((input) => {
    if ('added' in input) return input.added;
    const at = left.findIndex((file) => isCalled(file, input.kept));
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (found === undefined) throw new CrmError('invalid', { title: String(input.kept), faults: [{ field, fault: 'unknown_value' }] });
    return found;
  });
}

/** Whether a stored value is the file of this id, or of this name. */
export function isCalled(file: string, wanted: string | number): boolean {
  const { id, name } = fileParts(file);
  return typeof wanted === 'number' ? id === wanted : file === wanted || name === wanted || name === cleanFileName(wanted);
}
