import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../engines.ts';
import { tell } from './delivery-steps.ts';
import { openThings, thingsOf, type Things } from './things.ts';

const FUTURE = {
  sqlite: 'PRAGMA user_version = 9999',
  postgres: `INSERT INTO tolmach_migration (number, name) VALUES (9999, 'future')`,
} as const;

/** What takes a store back to the version before deliveries. */
const BEFORE_DELIVERIES = {
  sqlite: ['PRAGMA user_version = 3'],
  postgres: ['DELETE FROM tolmach_migration WHERE number >= 4', 'DROP INDEX ix_outbox__txid'],
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

    test('of before there were deliveries begins to deliver with what happens from then on', async () => {
      const old = await openThings(engine);
      try {
        for (const table of ['delivery', 'delivery_state', 'delivery_place', 'turn']) await old.store.sql(`DROP TABLE ${table}`);
        for (const statement of BEFORE_DELIVERIES[engine.name]) await old.store.sql(statement);
        await tell(old.storage, 1, 2);
        const { storage } = thingsOf(await old.store.openAnother());
        expect((await storage.deliveries.newEvents(10)).events).toEqual([]);
        await tell(storage, 3);
        expect((await storage.deliveries.newEvents(10)).events.map(({ recordId }) => recordId)).toEqual([3]);
      } finally {
        await old.store.dispose();
      }
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
