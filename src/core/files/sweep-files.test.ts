import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { openFileOffice, type FileOffice } from '../../../test/files.ts';
import { contextOf, NOON, SETUP } from '../../../test/factories.ts';
import { EVERYTHING } from '../query/filter.ts';
import { createRecord } from '../records/create-record.ts';
import { deleteRecord } from '../records/delete-record.ts';
import { purgeRecord } from '../records/purge-record.ts';
import { updateRecord } from '../records/update-record.ts';
import { addFiles } from './add-files.ts';
import { readFileOf } from './read-file-of.ts';
import { storeFile } from './store-file.ts';
import { sweepFiles, type Swept } from './sweep-files.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOTHING_SWEPT: Swept = { putAway: 0, broughtBack: 0, purged: 0, bytes: 0 };

for (const engine of testedEngines()) {
  describe(`${engine.name}: sweeping files`, () => {
    let office: FileOffice;
    beforeEach(async () => { office = await openFileOffice(engine); });
    afterEach(() => office.dispose());

    const sweepAt = (time: number, bytes = true): Promise<Swept> => {
      office.setTime(time);
      return sweepFiles(office.crm, SETUP, { bytes });
    };
    const added = async (...names: readonly string[]): Promise<readonly string[]> => {
      const stored = await Promise.all(names.map((name) => storeFile(office.crm, { name, bytes: Buffer.from(`bytes of ${name}`) })));
      return addFiles(office.crm, contextOf(office.worker), stored);
    };
    const project = (papers: readonly string[]): Promise<number> => createRecord(office.crm, contextOf(office.worker), 'project', { name: 'П', papers });
    const read = async (id: number, name: string): Promise<string> => (await readFileOf(office.crm, contextOf(office.worker), 'project', id, 'papers', name)).bytes.toString();
    async function digests(): Promise<number> {
      let count = 0;
      for await (const bytes of office.files.list()) count += bytes.digest.length === 64 ? 1 : 0;
      return count;
    }

    test('what is younger than a day, or named by a record, stays', async () => {
      const id = await project(await added('named.pdf'));
      await added('unnamed.pdf');
      await storeFile(office.crm, { name: 'crash.pdf', bytes: Buffer.from('stored, and never named') });
      expect(await sweepAt(NOON + 23 * HOUR)).toEqual(NOTHING_SWEPT);
      for (let day = 2; day < 6; day++) await sweepAt(NOON + day * DAY);
      expect(await read(id, 'named.pdf')).toBe('bytes of named.pdf');
      expect(await digests()).toBe(1);
      expect(await office.crm.storage.countRecords('file', EVERYTHING)).toBe(1);
    });

    test('what nothing names goes in two steps a day apart, its bytes last', async () => {
      await added('a.pdf', 'b.pdf');
      expect(await sweepAt(NOON + 2 * DAY)).toEqual({ ...NOTHING_SWEPT, putAway: 2 });
      expect(await sweepAt(NOON + 2 * DAY + HOUR)).toEqual(NOTHING_SWEPT);
      expect(await digests()).toBe(2);
      expect(await sweepAt(NOON + 4 * DAY)).toEqual({ ...NOTHING_SWEPT, purged: 2, bytes: 2 });
      expect(await office.crm.storage.findDeleted('file', 10)).toEqual([]);
      expect(await digests()).toBe(0);
    });

    test('bytes without any record go after a day, unless the folder is not ours', async () => {
      await storeFile(office.crm, { name: 'crash.pdf', bytes: Buffer.from('stored, and never named') });
      expect(await sweepAt(NOON + 2 * DAY, false)).toEqual(NOTHING_SWEPT);
      expect(await sweepAt(NOON + 2 * DAY)).toEqual({ ...NOTHING_SWEPT, bytes: 1 });
    });

    test('a file of a deleted record stays for its restoring, and goes when the record is purged', async () => {
      const id = await project(await added('a.pdf'));
      await deleteRecord(office.crm, contextOf(office.worker), 'project', id);
      expect(await sweepAt(NOON + 2 * DAY)).toEqual(NOTHING_SWEPT);
      await purgeRecord(office.crm, contextOf(office.worker), 'project', id);
      expect(await sweepAt(NOON + 3 * DAY)).toEqual({ ...NOTHING_SWEPT, putAway: 1 });
    });

    test('a file that was named again at the last moment is brought back, and could be read all the time', async () => {
      const papers = await added('late.pdf');
      const id = await project([]);
      await sweepAt(NOON + 2 * DAY);
      await updateRecord(office.crm, contextOf(office.worker), 'project', id, { papers });
      expect(await read(id, 'late.pdf')).toBe('bytes of late.pdf');
      expect(await sweepAt(NOON + 4 * DAY)).toEqual({ ...NOTHING_SWEPT, broughtBack: 1 });
      expect(await read(id, 'late.pdf')).toBe('bytes of late.pdf');
    });

    test('bytes that two files share stay for the one that is named', async () => {
      const bytes = Buffer.from('shared');
      const [one = '', two = ''] = await addFiles(office.crm, contextOf(office.worker), [await storeFile(office.crm, { name: 'one.txt', bytes }), await storeFile(office.crm, { name: 'two.txt', bytes })]);
      const id = await project([one]);
      for (let day = 2; day < 6; day++) await sweepAt(NOON + day * DAY);
      expect(await read(id, 'one.txt')).toBe('shared');
      expect(two).toMatch(/two\.txt$/u);
      expect(await office.crm.storage.countRecords('file', EVERYTHING)).toBe(1);
    });

    test('a sweep that is stopped says so and leaves the rest', async () => {
      await added('a.pdf');
      office.setTime(NOON + 2 * DAY);
      await expect(sweepFiles(office.crm, SETUP, { bytes: true, signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
      expect(await digests()).toBe(1);
    });
  });
}
