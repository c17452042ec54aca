import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { testedEngines, type Engine } from '../../../../test/engines.ts';
import { openCrm, NOON, type TestCrm } from '../../../../test/factories.ts';
import { createCrm, type Crm } from '../../../core/crm.ts';
import type { Storage } from '../../../core/storage.ts';
import type { ImportReport } from './report.ts';
import { runSample } from './testing/run-sample.ts';
import { AT, SAMPLE, type SampleTables } from './testing/sample-dump.ts';
import { snapshot } from './testing/snapshot.ts';

/** More than two lots of projects. */
const MANY: SampleTables = {
  ...SAMPLE,
  app_entity_21: {
    columns: SAMPLE['app_entity_21']?.columns ?? '',
    rows: Array.from({ length: 450 }, (_, index) => [index + 1, 0, 0, 0, AT, 0, 2, 0, 35, 38, `Проект ${index}`, 0, '', '1,2', '']),
  },
};

async function open(engine: Engine): Promise<Crm> {
  const opened = await openCrm(engine);
  onTestFinished(() => opened.dispose());
  return opened.crm;
}

/** The crm of a process that is killed at its `after`th write of that kind, before or behind it. */
function killed({ storage }: Crm, kind: 'commit' | 'writeSetting', after: number, when: 'before' | 'behind'): Crm {
  let left = after;
  const dying = async <Answer>(write: () => Promise<Answer>): Promise<Answer> => {
    left -= 1;
    if (left === 0 && when === 'before') throw new Error('killed');
    const answer = await write();
    if (left === 0) throw new Error('killed');
    return answer;
  };
  const commit: Storage['commit'] = (changes) => (kind === 'commit' ? dying(() => storage.commit(changes)) : storage.commit(changes));
  const writeSetting: Storage['writeSetting'] = (name, value) => (kind === 'writeSetting' ? dying(() => storage.writeSetting(name, value)) : storage.writeSetting(name, value));
  return createCrm({ storage: { ...storage, commit, writeSetting }, clock: () => NOON });
}

describe.each(testedEngines())('on $name', (engine) => {
  let calm: TestCrm;
  let whole: ImportReport;
  const lines: string[] = [];
  beforeAll(async () => {
    calm = await openCrm(engine);
    whole = await runSample(calm.crm, MANY, { progress: (line) => void lines.push(line) });
  });
  afterAll(() => calm.dispose());

  // The design takes five commits, comments and users three, and the projects three more.
  test.each([['commit', 2, 'behind'], ['commit', 10, 'before'], ['commit', 10, 'behind'], ['writeSetting', 8, 'behind']] as const)('an import that is killed at %s %i, %s it, goes on to the same end as an undisturbed one', async (kind, after, when) => {
    const crm = await open(engine);
    await expect(runSample(killed(crm, kind, after, when), MANY)).rejects.toThrow('killed');
    const resumed = await runSample(crm, MANY);
    expect({ ...resumed, resumedAfter: 0 }).toEqual(whole);
    expect(await snapshot(crm)).toEqual(await snapshot(calm.crm));
  });

  test('progress is told in rows', () => {
    expect(lines.filter((line) => line.startsWith('app_entity_21:'))).toEqual(['app_entity_21: 208 of 465 rows', 'app_entity_21: 408 of 465 rows', 'app_entity_21: 458 of 465 rows']);
  });
});
