import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { openFileOffice, type FileOffice } from '../../../test/files.ts';
import { contextOf } from '../../../test/factories.ts';
import type { Account } from '../accounts/account.ts';
import { createCrm } from '../crm.ts';
import { EVERYTHING } from '../query/filter.ts';
import { createRecord } from '../records/create-record.ts';
import { readRecord } from '../records/read-record.ts';
import { updateRecord } from '../records/update-record.ts';
import { listAt } from '../values.ts';
import { addFiles } from './add-files.ts';
import { checkFiles } from './check-files.ts';
import { planFiles } from './plan-files.ts';
import { readFileOf } from './read-file-of.ts';
import { recordFiles } from './record-files.ts';
import { storeFile } from './store-file.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: files of records`, () => {
    let office: FileOffice;
    beforeAll(async () => { office = await openFileOffice(engine, { maxBytes: 100, refusedTypes: new Set(['exe']) }); });
    afterAll(() => office.dispose());

    const bytesOf = (text: string): Buffer => Buffer.from(text);
    async function attached(account: Account, ...names: readonly string[]): Promise<readonly string[]> {
      const stored = await Promise.all(names.map((name) => storeFile(office.crm, { name, bytes: bytesOf(`the bytes of ${name}`) })));
      return addFiles(office.crm, contextOf(account), stored);
    }
    const project = async (field: string, ...names: readonly string[]): Promise<number> => createRecord(office.crm, contextOf(office.worker), 'project', { name: 'П', [field]: await attached(office.worker, ...names) });

    test('a type that is refused is refused by what it really ends with, and a file that is too large by its size', async () => {
      await expect(storeFile(office.crm, { name: 'run.EXE . ', bytes: bytesOf('x') })).rejects.toMatchObject({ code: 'invalid', facts: { title: 'run.EXE' } });
      await expect(storeFile(office.crm, { name: 'a.pdf', bytes: Buffer.alloc(101) })).rejects.toMatchObject({ code: 'too_large', facts: { title: 'a.pdf' } });
      expect(await storeFile(office.crm, { name: 'a.pdf', bytes: Buffer.alloc(100) })).toMatchObject({ name: 'a.pdf', size: 100, mediaType: 'application/pdf' });
    });

    test('where no bytes are kept, files are neither taken nor given', async () => {
      const id = await project('papers', 'plan.pdf');
      const bare = createCrm({ storage: office.crm.storage, clock: office.crm.clock });
      await expect(storeFile(bare, { name: 'a.pdf', bytes: bytesOf('x') })).rejects.toMatchObject({ code: 'unavailable' });
      await expect(readFileOf(bare, contextOf(office.worker), 'project', id, 'papers', 'plan.pdf')).rejects.toMatchObject({ code: 'unavailable' });
    });

    test('a file is not given past the record, the field, or the name in it', async () => {
      const id = await project('secret_papers', 'secret.pdf');
      const [file] = recordFiles(await readRecord(office.crm, contextOf(office.worker), 'project', id), 'secret_papers');
      const asked = (account: Account, field = 'secret_papers', wanted: number | string = file?.id ?? 0, record = id): Promise<unknown> => readFileOf(office.crm, contextOf(account), 'project', record, field, wanted);
      await expect(asked(office.stranger)).rejects.toMatchObject({ code: 'not_found', facts: { entity: 'project' } });
      await expect(asked(office.guest)).rejects.toMatchObject({ code: 'unknown_field' });
      await expect(asked(office.worker, 'name')).rejects.toMatchObject({ code: 'unknown_field' });
      await expect(asked(office.worker, 'papers')).rejects.toMatchObject({ code: 'not_found', facts: { entity: 'file' } });
      await expect(asked(office.worker, 'secret_papers', 'other.pdf')).rejects.toMatchObject({ code: 'not_found' });
      await expect(asked(office.worker, 'secret_papers', file?.id, await project('papers', 'a.pdf'))).rejects.toMatchObject({ code: 'not_found' });
      expect(await asked(office.worker)).toEqual({ id: file?.id, name: 'secret.pdf', mediaType: 'application/pdf', bytes: bytesOf('the bytes of secret.pdf') });
    });

    test('nobody names a file that is not his, and nobody can guess his way to one', async () => {
      const { catalog } = await office.crm.directory();
      const [foreign = ''] = await attached(office.boss, 'foreign.pdf');
      const [own = ''] = await attached(office.worker, 'own.pdf');
      const checked = (account: Account, papers: readonly string[]): Promise<void> => checkFiles(office.crm, account, catalog.entity('project'), { papers });
      await expect(checked(office.worker, [own, foreign])).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'papers', fault: 'unknown_value' }] } });
      await expect(checked(office.worker, [own.replace('own', 'other')])).rejects.toMatchObject({ code: 'invalid' });
      await expect(checked(office.worker, ['999999/own.pdf'])).rejects.toMatchObject({ code: 'invalid' });
      await expect(checkFiles({ storage: office.crm.storage, files: undefined }, office.worker, catalog.entity('project'), { papers: [own] })).rejects.toMatchObject({ code: 'unavailable' });
      await checked(office.worker, [own]);
      await checked(office.boss, [own, foreign]);
      await checkFiles(office.crm, office.worker, catalog.entity('project'), { papers: [foreign] }, { id: 1, version: 1, papers: [foreign] });
    });

    test('a list replaces the whole value: what it keeps is named by name or id, the rest is new or gone', async () => {
      const id = await project('papers', 'a.pdf', 'my plan, new.pdf', 'a.pdf', 'gone.pdf');
      const record = await readRecord(office.crm, contextOf(office.worker), 'project', id);
      expect(recordFiles(record, 'papers').map(({ name }) => name)).toEqual(['a.pdf', 'my_plan__new.pdf', 'a.pdf', 'gone.pdf']);
      const [first = '', second = '', third = ''] = listAt(record, 'papers');
      const [added = ''] = await attached(office.worker, 'b.pdf');
      const kept = planFiles('papers', [{ kept: 'my plan, new.pdf' }, { added }, { kept: 'a.pdf' }, { kept: 'a.pdf' }], record);
      expect(kept).toEqual([second, added, first, third]);
      expect(() => planFiles('papers', [{ kept: 'gone.pdf' }, { kept: 'gone.pdf' }], record)).toThrow(expect.objectContaining({ code: 'invalid', facts: { title: 'gone.pdf', faults: [{ field: 'papers', fault: 'unknown_value' }] } }));
      expect(() => planFiles('papers', [{ kept: 'a.pdf' }])).toThrow(expect.objectContaining({ code: 'invalid' }));
      await updateRecord(office.crm, contextOf(office.worker), 'project', id, { papers: kept });
      expect(recordFiles(await readRecord(office.crm, contextOf(office.worker), 'project', id), 'papers').map(({ name }) => name)).toEqual(['my_plan__new.pdf', 'b.pdf', 'a.pdf', 'a.pdf']);
    });

    test('the bytes are safe before anything is written that names them', async () => {
      const { storage, clock } = office.crm;
      const safe: boolean[] = [];
      const watched = createCrm({
        clock, files: office.files,
        storage: {
          ...storage,
          async commit(changes) {
            for (const change of changes.records) if (change.kind === 'insert') safe.push((await office.files.get(String(change.values['digest']))) !== undefined);
            return storage.commit(changes);
          },
        },
      });
      await addFiles(watched, contextOf(office.worker), [await storeFile(watched, { name: 'first.txt', bytes: bytesOf('never stored before') })]);
      expect(safe).toEqual([true]);
    });

    test('two files of the same bytes are two records and are kept once', async () => {
      const before = await office.crm.storage.countRecords('file', EVERYTHING);
      const [one, two] = await Promise.all(['a.txt', 'b.txt'].map((name) => storeFile(office.crm, { name, bytes: bytesOf('twice the same') })));
      expect(one?.digest).toBe(two?.digest);
      if (one !== undefined && two !== undefined) await addFiles(office.crm, contextOf(office.worker), [one, two]);
      expect(await office.crm.storage.countRecords('file', EVERYTHING)).toBe(before + 2);
    });
  });
}
