import type { FieldValues } from '../../core/values.ts';
import { compileCount } from '../sql/compile-query.ts';
import type { SqlFlavour } from '../sql/flavour.ts';
import type { CodedCatalog } from '../sql/metadata-rows.ts';
import { countedOf, MAX_MEMBERS, type LoggedChange, type TotalsSource } from '../sql/selection-totals.ts';
import type { Row, Statement } from '../sql/statement.ts';
import { sql } from 'kysely';
import type { rememberStatements } from './statements.ts';

const LAST_CHANGE = sql`(SELECT coalesce(max(id), 0) FROM change_log)`;

export interface SqliteTotalsParts {
  readonly flavour: SqlFlavour;
  /** Has all reads of this moment see the same. */
  readonly enter: () => void;
  readonly statement: ReturnType<typeof rememberStatements>;
  readonly coded: () => CodedCatalog;
  /** Runs a query whose time may be long, off the thread of the requests. */
  readonly query: (statement: Statement) => Promise<readonly Row[]>;
}

/** One writer numbers the change log in the order of commits, so a position is simply the last number seen. */
export function createTotalsSource({ flavour, enter, statement, coded, query }: SqliteTotalsParts): TotalsSource {
  const changesAfter = (position: number, limit: number): readonly Row[] | undefined => {
    const rows = statement('SELECT id, entity, record_id, action, before FROM change_log WHERE id > ? ORDER BY id LIMIT ?').all(position, limit + 1);
    return rows.length > limit ? undefined : rows as Row[];
  };
  const toChange = (entity: string) => (row: Row): LoggedChange => {
    const codec = coded().codec(entity);
    const current = statement(codec.selectById).get(row['record_id']);
    return {
      marker: String(row['id']),
      recordId: Number(row['record_id']),
      action: row['action'] === 'insert' || row['action'] === 'purge' ? row['action'] : 'update',
      before: row['before'] === null || row['before'] === undefined ? null : JSON.parse(String(row['before'])) as FieldValues,
      current: current === undefined ? undefined : codec.decode(current as Row),
    };
  };

  return {
    catalog: async () => coded().catalog,
    async count(entity, filter) {
      const [row] = await query(compileCount(flavour, coded().catalog.entity(entity), filter, MAX_MEMBERS, LAST_CHANGE));
      return countedOf(row);
    },
    async changesSince(entity, position, limit) {
      // The records are then those of the last change read.
      enter();
      const rows = changesAfter(Number(position), limit);
      if (rows === undefined) return undefined;
      return { changes: rows.filter((row) => row['entity'] === entity).map(toChange(entity)), position: String(rows.at(-1)?.['id'] ?? position) };
    },
    covers: (position, marker) => Number(marker) <= Number(position),
  };
}
