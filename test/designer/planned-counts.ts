import { DESIGNED_FIELDS, OPTIONS } from '../../benchmarks/designed-fields.ts';
import { makeDesigned } from '../../benchmarks/make-designed.ts';

/** What the store was filled with, counted of the plan it was filled by: no query had a part in it. */
export interface PlannedCounts {
  /** Records whose number in the field is at least this one. */
  atLeast(field: 'price' | 'amount' | 'weight', least: number): number;
  /** The amount of the record of this id. */
  amountOf(id: number): number;
  /** Records with the option of this number, from 1, in the field. */
  withCategory(option: number): number;
}

const USERS = 20;

/** Makes all records anew, in memory, and keeps what is asked about. */
export function planCounts(rows: number): PlannedCounts {
  const lists = DESIGNED_FIELDS.filter(({ type }) => type === 'option' || type === 'options').map(({ label }): [string, readonly number[]] => [label.en, numbers(OPTIONS)]);
  const targets = { users: numbers(USERS), options: new Map(lists) };
  const kept = { price: new Float64Array(rows), amount: new Float64Array(rows), weight: new Float64Array(rows) };
  const categories = new Map<number, number>();
  for (let index = 0; index < rows; index++) {
    const { values } = makeDesigned(index, rows, targets);
    for (const field of ['price', 'amount', 'weight'] as const) kept[field][index] = Number(values[field] ?? Number.NaN);
    const category = Number(values['category']);
    categories.set(category, (categories.get(category) ?? 0) + 1);
  }
  return {
    atLeast: (field, least) => kept[field].reduce((sum, value) => sum + Number(value >= least), 0),
    amountOf: (id) => kept.amount[id - 1] ?? Number.NaN,
    withCategory: (option) => categories.get(option) ?? 0,
  };
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
