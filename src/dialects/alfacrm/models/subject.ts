import type { Filter } from '../../../core/query/filter.ts';
import { isTrue } from '../filters/makers.ts';
import type { FilterMaker } from '../model.ts';
import { readFlag } from '../values/read-values.ts';
import { dictionaryModel } from './dictionary.ts';

/** `true`: only those in use; `false`: all (alfaCRM contract 3.4). */
const active: FilterMaker = (value): Filter | undefined => (readFlag(value) === true ? isTrue('disabled', false) : undefined);

/** alfaCRM contract 3.4. */
export const subject = dictionaryModel({ path: 'subject', className: 'Subject', entity: 'subject', filters: { active } });
