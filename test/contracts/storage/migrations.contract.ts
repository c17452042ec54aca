import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../engines.ts';
import { openThings, thingsOf, type Things } from './things.ts';

const FUTURE = {
  sqlite: 'PRAGMA user_version = 9999',
  postgres: `INSERT INTO tolmach_migration (number, name) VALUES (9999, 'future')`,
} as const;

/** Opening: an empty place becomes a store, a store keeps what it has, a newer one is left alone. */
export function describeMigrationsContract(engine: Engine): void {
  describe('opening a store', () => {
    let things: Things;
    beforeAll(async () => { things = await openThings(engine); });
    afterAll(() => things.store.dispose());

    test('that is empty gives one without entities, settings and faults', async () => {
      const store = await engine.open();
      try {
        expect((await store.storage.loadMetadata()).entities).toEqual([]);
        expect(await store.storage.readSetting('preset.base')).toBeUndefined();
        expect(await store.storage.check()).toEqual(expect.not.arrayContaining([expect.stringContaining('missing')]));
      } finally {
        await store.dispose();
      }
    });

    test('again finds what was written', async () => {
      const [id = 0] = await things.add({ name: 'останется', phones: ['1'] });
      await things.storage.writeSetting('ключ', 'раз');
      await things.storage.writeSetting('ключ', 'два');
      const again = thingsOf(await things.store.openAnother());
      expect(await again.read(id)).toEqual(await things.read(id));
      expect(await again.storage.readSetting('ключ')).toBe('два');
      expect(await again.storage.countRecords('thing', { kind: 'all' })).toBe(1);
    });

    test('of a newer program is refused with a sentence that says so', async () => {
      const store = await engine.open();
      try {
        await store.sql(FUTURE[engine.name]);
        await expect(store.openAnother()).rejects.toThrow(/version 9999, newer than this program knows \(\d+\): start a newer Tolmach/u);
      } finally {
        await store.dispose();
      }
    });
  });
}
