import { describe } from 'vitest';
import { testedEngines } from '../../engines.ts';
import { describeFiltersContract } from './filters.contract.ts';
import { describeQueriesContract } from './queries.contract.ts';
import { describeRecordsContract } from './records.contract.ts';

for (const engine of testedEngines()) {
  describe(engine.name, () => {
    describeRecordsContract(engine);
    describeQueriesContract(engine);
    describeFiltersContract(engine);
  });
}
