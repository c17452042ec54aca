import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { testedEngines, type OpenStore } from '../../test/engines.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { createCrm, type Crm } from '../core/crm.ts';
import { sweepFiles } from '../core/files/sweep-files.ts';
import { EVERYTHING } from '../core/query/filter.ts';
import { filesFolder, openFiles, ownerFile } from './files.ts';
import { judgeFiles } from './judge-files.ts';
import { loadPresets, SETUP } from './presets.ts';
import { sweepDaily } from './sweep-daily.ts';

const DAY = 24 * 3_600_000;
const NOON = Date.UTC(2024, 2, 15, 12);
const HELLO = Buffer.from('hello');

describe.each(testedEngines())('$name: the folder of files', (engine) => {
  const stores: OpenStore[] = [];
  afterEach(async () => { await Promise.all(stores.splice(0).map((store) => store.dispose())); });

  const settingsIn = (dataFolder: string) => ({ dataFolder, database: undefined });
  let now = NOON;
  async function installed(dataFolder: string): Promise<{ crm: Crm; files: Awaited<ReturnType<typeof openFiles>>; storage: OpenStore['storage'] }> {
    const store = await engine.open();
    stores.push(store);
    const files = await openFiles(settingsIn(dataFolder), store.storage, () => now);
    const crm = createCrm({ storage: store.storage, clock: () => now, files: files.store });
    await loadPresets(crm, []);
    return { crm, files, storage: store.storage };
  }
  const addRecord = async (crm: Crm, digest: string): Promise<void> => { await crm.write(SETUP, async (draft) => draft.insert('file', { name: 'a.txt', media_type: 'text/plain', size: 5, digest })); };

  test('a folder that holds the files of another database takes none, and is not swept', async () => {
    const folder = tempFolder();
    const first = await installed(folder);
    await first.files.store.put(HELLO);
    const second = await installed(folder);
    await expect(second.files.store.put(HELLO)).rejects.toMatchObject({ code: 'unavailable', facts: { reason: 'the folder of files belongs to another database' } });
    expect([await first.files.isOwn(), await second.files.isOwn()]).toEqual([true, false]);
    now = NOON + 3 * DAY;
    expect(await sweepFiles(second.crm, SETUP, { bytes: await second.files.isOwn() })).toMatchObject({ bytes: 0 });
    expect(readdirSync(join(folder, 'files', '2c'))).toEqual(['f2']);
    rmSync(ownerFile(settingsIn(folder)));
    await second.files.store.put(HELLO);
    now = NOON;
  });

  test('nothing is made before there is a file, and another process over the same database puts beside', async () => {
    const folder = tempFolder();
    const { files, storage } = await installed(folder);
    expect(existsSync(filesFolder(settingsIn(folder)))).toBe(false);
    await files.store.put(HELLO);
    const other = await openFiles(settingsIn(folder), storage, () => now);
    await other.store.put(Buffer.from('more'));
    expect(await other.isOwn()).toBe(true);
    expect(readFileSync(ownerFile(settingsIn(folder)), 'utf8')).toMatch(/^[0-9a-f]{32}$/u);
  });

  test('a start sweeps what nothing names, and says what it could not do', async () => {
    const folder = tempFolder();
    const { crm, files } = await installed(folder);
    await files.store.put(HELLO);
    await addRecord(crm, (await files.store.put(Buffer.from('more'))).digest);
    now = NOON + 2 * DAY;
    const log = silentLog();
    const stop = sweepDaily({ crm, files, log });
    await expect.poll(() => crm.storage.countRecords('file', EVERYTHING)).toBe(0);
    await expect.poll(() => existsSync(join(folder, 'files', '2c', 'f2', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'))).toBe(false);
    await stop();
    expect(log.warnings).toEqual([]);
    const broken = { ...files, isOwn: async (): Promise<boolean> => { throw new Error('no rights'); } };
    const failing = sweepDaily({ crm, files: broken, log });
    await expect.poll(() => log.warnings).toEqual(['files that nothing names were not swept']);
    await failing();
    now = NOON;
  });

  test('a file without its bytes is found, and named', async () => {
    const folder = tempFolder();
    const { crm, files, storage } = await installed(folder);
    const settings = settingsIn(folder);
    expect(await judgeFiles(settings, storage)).toEqual({ state: 'good', detail: 'none' });
    const { digest } = await files.store.put(HELLO);
    await addRecord(crm, digest);
    expect(await judgeFiles(settings, storage)).toEqual({ state: 'good', detail: `1, all in ${filesFolder(settings)}` });
    await addRecord(crm, '0'.repeat(64));
    expect(await judgeFiles(settings, storage)).toEqual({ state: 'bad', detail: `1 of 2 are not in ${filesFolder(settings)}, the first is 2 (a.txt): bring that folder back from a backup.` });
  });
});

function silentLog(): { warnings: string[]; error(): void; warn(facts: object, message: string): void } {
  const warnings: string[] = [];
  return { warnings, error: () => undefined, warn: (_facts, message) => void warnings.push(message) };
}
