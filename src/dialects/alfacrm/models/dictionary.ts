import { among, containing, notField } from '../filters/makers.ts';
import type { Model, WireField } from '../model.ts';
import { ID, int, opposite, str } from '../values/fields.ts';

const EVERY = ['index', 'create', 'update', 'delete'] as const;

/** The order of lists of values (alfaCRM contract 2.4). */
export const BY_WEIGHT = { field: 'position', descending: false } as const;

/** A name that must be there. */
export const NAME: WireField = str('name', 'title', { required: true, label: 'Имя' });
export const WEIGHT: WireField = int('weight', 'position');

type DictionaryModel = Pick<Model, 'path' | 'className' | 'entity'> & Partial<Model> & {
  /** Members between the name and the weight. */
  readonly between?: readonly WireField[];
};

/** A list of values that every branch has: number, name, weight, and what is its own. */
export function dictionaryModel({ between = [], filters = {}, ...more }: DictionaryModel): Model {
  return {
    byBranch: false,
    actions: EVERY,
    fields: [ID, NAME, ...between, WEIGHT],
    filters: { id: among('id'), name: containing('title'), ...filters },
    sort: BY_WEIGHT,
    ...more,
  };
}

/** `is_enabled`: in use; required on create (contract 3.5). */
export const IS_ENABLED: WireField = opposite('is_enabled', 'disabled', { required: true, label: 'Включено' });
export const ENABLED_FILTER = { is_enabled: notField('disabled') };
