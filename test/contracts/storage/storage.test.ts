import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { testedEngines } from '../../engines.ts';
import { describeChangesContract } from './changes.contract.ts';
import { describeDeliveriesContract } from './deliveries.contract.ts';
import { describeDeliveryOrderContract } from './delivery-order.contract.ts';
import { describeFiltersContract } from './filters.contract.ts';
import { describeLogContract } from './log.contract.ts';
import { describeMetadataContract } from './metadata.contract.ts';
import { describeMissedEventsContract } from './missed-events.contract.ts';
import { describeMigrationsContract } from './migrations.contract.ts';
import { describeQueriesContract } from './queries.contract.ts';
import { describeRecordsContract } from './records.contract.ts';
import { describeRenamesContract } from './renames.contract.ts';
import { describeTotalsContract } from './totals.contract.ts';
import { describeTransactionsContract } from './transactions.contract.ts';

for (const engine of testedEngines()) {
  describe(`on ${engine.name}`, () => {
    describeRecordsContract(engine);
    describeQueriesContract(engine);
    describeFiltersContract(engine);
    describeTotalsContract(engine);
    describeTransactionsContract(engine);
    describeMetadataContract(engine);
    describeRenamesContract(engine);
    describeMigrationsContract(engine);
    describeLogContract(engine);
    describeChangesContract(engine);
    describeDeliveriesContract(engine);
    describeDeliveryOrderContract(engine);
    describeMissedEventsContract(engine);
  });
}

test('both engines have migrations of the same numbers and names, without gaps', () => {
  const [sqlite, postgres] = ['sqlite', 'postgres'].map((name) => readdirSync(new URL(`../../../src/storage/${name}/migrations`, import.meta.url)).toSorted());
  expect(postgres).toEqual(sqlite);
  expect(sqlite?.map((file) => Number(file.slice(0, 4)))).toEqual(sqlite?.map((_, at) => at + 1));
});
