import { idsIn, numberIn, textIn } from './cells.ts';
import type { Row } from './dump/dump-part.ts';
import type { PlannedEntity } from './plan.ts';
import type { Tally } from './tally.ts';

/** Compares what records hold with the tables that repeat it one id a row (Rukovoditel contract 3.1). */
export interface ValueCount {
  ofRecord(entity: PlannedEntity, row: Row): void;
  repeated(row: Row): void;
  compare(tally: Tally): void;
}

/** A count that has seen nothing yet. Fields that are repeated nowhere are not compared. */
export function countValues(): ValueCount {
  const held = new Map<number, number>();
  const repeated = new Map<number, number>();
  return {
    ofRecord({ fields }, row) {
      for (const { vendor: { number } } of fields) add(held, number, idsIn(textIn(row, `field_${number}`)).length);
    },
    repeated: (row) => add(repeated, numberIn(row, 'fields_id'), numberIn(row, 'value') > 0 ? 1 : 0),
    compare(tally) {
      for (const [number, count] of repeated) {
        const other = held.get(number) ?? 0;
        if (count !== other) tally.note('fields have other values in the table that repeats them; those of the records are carried', `field_${number}: ${other} and ${count}`);
      }
    },
  };
}

function add(counts: Map<number, number>, number: number, count: number): void {
  counts.set(number, (counts.get(number) ?? 0) + count);
}
