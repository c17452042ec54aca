import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { optionLists, type Option, type OptionList } from '../options/option-lists.ts';
import type { CrmRecord } from '../values.ts';

/** A list that is there, with the record that stands for it. */
export interface KnownList extends OptionList {
  readonly record: CrmRecord;
}

/** The list of this code; otherwise `not_found`. */
export function knownList(directory: Directory, code: string): KnownList {
  const list = optionLists(directory).of(code);
  if (list.record === undefined) throw new CrmError('not_found', { entity: 'list', title: code });
  return { ...list, record: list.record };
}

/** The option of this id and the list that it is of; otherwise `not_found`. */
export function knownOption(directory: Directory, id: number): { readonly list: KnownList; readonly option: Option } {
  for (const list of optionLists(directory).all) {
    const option = list.byId(id);
    if (option !== undefined && list.record !== undefined) return { list: { ...list, record: list.record }, option };
  }
  throw new CrmError('not_found', { entity: 'option', id });
}
