import { sql } from 'kysely';
import type { FieldValues } from '../../core/values.ts';
import { compileCount } from '../sql/compile-query.ts';
import type { SqlFlavour } from '../sql/flavour.ts';
import type { CodedCatalog } from '../sql/metadata-rows.ts';
import type { RowCodec } from '../sql/row-codec.ts';
import { countedOf, MAX_MEMBERS, type LoggedChange, type TotalsSource } from '../sql/selection-totals.ts';
import type { Row } from '../sql/statement.ts';
import { tableOf } from '../sql/table-plan.ts';
import type { Lines } from './lines.ts';
import { sawTransaction } from './snapshot.ts';

const SNAPSHOT = sql`pg_current_snapshot()::text`;

export interface PostgresTotalsParts {
  readonly flavour: SqlFlavour;
  readonly coded: () => Promise<CodedCatalog>;
  readonly quick: Lines;
  readonly heavy: Lines;
  readonly nameOf: (sql: string) => string | undefined;
}

/**
 * Writers commit side by side, so a position is the snapshot of the statement that read: it tells of each transaction
 * whether it was seen.
 */
export function createTotalsSource({ flavour, coded, quick, heavy, nameOf }: PostgresTotalsParts): TotalsSource {
  return {
    catalog: async () => (await coded()).catalog,
    async count(entity, filter) {
      const statement = compileCount(flavour, (await coded()).catalog.entity(entity), filter, MAX_MEMBERS, SNAPSHOT);
      const { rows } = await heavy.query(statement.sql, statement.params);
      return countedOf(rows[0]);
    },
    async changesSince(entity, position, limit) {
      const codec = (await coded()).codec(entity);
      const text = changesSql(codec, entity);
      const { rows } = await quick.query(text, [entity, position, limit + 1], nameOf(text));
      const changes = rows.filter((row) => row['#marker'] !== null);
      if (changes.length > limit) return undefined;
      return { changes: changes.map((row) => toChange(codec, row)), position: String(rows[0]?.['#position']) };
    },
    covers: sawTransaction,
  };
}

/**
 * The changes that a snapshot had not seen, the records they are of, and the snapshot of now: one statement, one moment.
 * No column of a record begins with `#`.
 */
function changesSql(codec: RowCodec, entity: string): string {
  const columns = codec.columns.map((name) => `r."${name}"`).join(', ');
  return `WITH change AS MATERIALIZED (
    SELECT id AS "#change", txid::text AS "#marker", record_id AS "#record", action AS "#action", before AS "#before" FROM change_log
    WHERE entity = $1 AND txid >= pg_snapshot_xmin($2::pg_snapshot) AND NOT pg_visible_in_snapshot(txid, $2::pg_snapshot)
    ORDER BY id LIMIT $3)
  SELECT pg_current_snapshot()::text AS "#position", change.*, ${columns}
  FROM (SELECT 1) AS now LEFT JOIN change ON true LEFT JOIN "${tableOf(entity)}" AS r ON r.id = change."#record" ORDER BY change."#change"`;
}

function toChange(codec: RowCodec, row: Row): LoggedChange {
  const action = row['#action'];
  const before = row['#before'] ?? null;
  return {
    marker: String(row['#marker']),
    recordId: Number(row['#record']),
    action: action === 'insert' || action === 'purge' ? action : 'update',
    before: before === null ? null : JSON.parse(String(before)) as FieldValues,
    current: row['id'] === null ? undefined : codec.decode(Object.fromEntries(codec.columns.map((name) => [name, row[name] ?? null]))),
  };
}
