import { fileParts } from '../../../core/fields/files.ts';
import { NOTHING } from '../../../core/query/filter.ts';
import type { ValueKind } from './value-kind.ts';

/** Files by their names, with a comma and no space between (Rukovoditel contract 2.9.4). What is written is stored before. */
export const filesValue: ValueKind = {
  show: (value) => (typeof value === 'object' && value !== null ? value.map((file) => fileParts(file).name).join(',') : ''),
  read: (input) => input,
  include: () => NOTHING,
};
