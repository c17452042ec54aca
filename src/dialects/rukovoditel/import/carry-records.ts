import type { Crm } from '../../../core/crm.ts';
import { noteMissing, type Uploads } from './bring-files.ts';
import { numberIn } from './cells.ts';
import type { Conversion } from './convert-value.ts';
import { countValues, type ValueCount } from './count-values.ts';
import type { Decisions } from './decisions.ts';
import type { Row } from './dump/dump-part.ts';
import type { Plan, PlannedEntity } from './plan.ts';
import { prepareComment, prepareHistory } from './prepare-comment.ts';
import { prepareRecord } from './prepare-record.ts';
import { prepareUser } from './prepare-user.ts';
import type { Prepared } from './prepared.ts';
import { bareName, dumpParts, type Survey } from './survey.ts';
import type { Tally } from './tally.ts';
import { USERS } from './user-fields.ts';
import { writeLot } from './write-lot.ts';

const LOT = 200;

export interface Carriage {
  readonly crm: Crm;
  readonly plan: Plan;
  readonly survey: Survey;
  readonly conversion: Conversion;
  readonly decisions: Decisions;
  readonly tally: Tally;
  readonly uploads: Uploads | undefined;
  /** Rows that an earlier run has written. */
  readonly done: number;
  readonly resumed: boolean;
  /** Only counted, not written. */
  readonly dryRun: boolean;
  /** Told after each lot: the table, all rows so far, and the files that were stored. */
  passed(table: string, rows: number, files: number): Promise<void>;
}

/** Carries all records of a dump over, in its order; those that an earlier run wrote are only counted. Gives how many files were stored. */
export async function carryRecords(carriage: Carriage, chunks: AsyncIterable<Buffer>): Promise<number> {
  const count = countValues();
  const preparers = makePreparers(carriage, count);
  const { crm, done, dryRun, tally, uploads } = carriage;
  let rows = 0;
  let files = 0;
  for await (const part of dumpParts(chunks)) {
    const table = part.kind === 'rows' ? bareName(part.table) : undefined;
    const prepare = table === undefined ? undefined : preparers(table);
    if (part.kind !== 'rows' || table === undefined || prepare === undefined) continue;
    for (let at = 0; at < part.rows.length; at += LOT) {
      const raw = part.rows.slice(at, at + LOT);
      const lot = raw.flatMap((row) => prepare(row) ?? []);
      if (uploads === undefined) noteFiles(lot, tally);
      else if (dryRun) await noteMissing(lot, uploads, tally);
      const before = rows;
      rows += raw.length;
      if (!dryRun && rows > done) files += await writeLot(crm, lot, { again: before <= done && carriage.resumed, uploads, tally });
      if (rows > done) await carriage.passed(table, rows, files);
    }
  }
  count.compare(tally);
  return files;
}

type Preparer = (row: Row) => Prepared | undefined;

/** What becomes of the rows of a table; undefined for tables without records. */
function makePreparers({ plan, conversion, decisions, tally }: Carriage, count: ValueCount): (table: string) => Preparer | undefined {
  const after = decisions.commentsAfter;
  const matched = new Set(decisions.matched.map(([number]) => number));
  const ofEntity = (entity: PlannedEntity): Preparer => (row) => {
    count.ofRecord(entity, row);
    if (entity.vendor.number !== USERS) return prepareRecord(entity, row, conversion, tally);
    return matched.has(numberIn(row, 'id')) ? undefined : prepareUser(entity, row, conversion, tally);
  };
  return (table) => {
    if (table === 'comments') return (row) => prepareComment(plan, row, conversion, after, tally);
    if (table === 'comments_history') return (row) => prepareHistory(plan, row, conversion, after, tally);
    const [, number, values] = /^entity_(\d+)(_values)?$/u.exec(table) ?? [];
    const entity = number === undefined ? undefined : plan.entity(Number(number));
    if (entity === undefined) return undefined;
    return values === undefined ? ofEntity(entity) : (row) => void count.repeated(row);
  };
}

function noteFiles(lot: readonly Prepared[], tally: Tally): void {
  for (const { entity, id, files } of lot) for (const names of Object.values(files)) for (const name of names) tally.note('files are not brought along: name their folder with --files', `${entity} ${id}: ${name}`);
}
