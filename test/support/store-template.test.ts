import { afterEach, describe, expect, test } from 'vitest';
import { createCrm } from '../../src/core/crm.ts';
import { createUser } from '../../src/core/accounts/create-user.ts';
import { BASE_PRESET } from '../../src/core/presets/base.ts';
import type { Preset } from '../../src/core/presets/preset.ts';
import { testedEngines, type OpenStore } from '../engines.ts';
import { NOON, SETUP } from '../factories.ts';
import { describeTemplate } from './store-template.ts';

const MORE: Preset = { name: 'more', entities: [], added: [], seeds: [{ entity: 'role', by: 'code', records: [{ code: 'guard', title: 'Сторож' }] }] };

describe('the key of a template', () => {
  test('differs with any word of the presets, with the time and with who begins with it', () => {
    const keys = [
      describeTemplate({ name: 'one', presets: [BASE_PRESET], at: NOON }),
      describeTemplate({ name: 'two', presets: [BASE_PRESET], at: NOON }),
      describeTemplate({ name: 'one', presets: [BASE_PRESET], at: NOON + 1 }),
      describeTemplate({ name: 'one', presets: [{ ...BASE_PRESET, seeds: BASE_PRESET.seeds.slice(1) }], at: NOON }),
      describeTemplate({ name: 'one', presets: [BASE_PRESET, MORE], at: NOON }),
    ].map(({ key }) => key);
    expect(new Set(keys).size).toBe(5);
  });

  test('is the same for what is the same', () => {
    expect(describeTemplate({ name: 'one', presets: [{ ...BASE_PRESET }], at: NOON }).key).toBe(describeTemplate({ name: 'one', presets: [BASE_PRESET], at: NOON }).key);
  });
});

describe.each(testedEngines())('$name: stores from one template', ({ open }) => {
  const stores: OpenStore[] = [];
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.dispose())));

  let fillings = 0;
  const template = describeTemplate({
    name: 'tests of templates', presets: [BASE_PRESET, MORE], at: NOON,
    people: async (crm) => {
      fillings += 1;
      await createUser(crm, SETUP, { values: { login: 'anna', name: 'Анна' }, role: 'guard' });
    },
  });
  const openOne = async (): Promise<OpenStore> => {
    const store = await open(template);
    stores.push(store);
    return store;
  };

  test('begin with its presets and people, and are filled once', async () => {
    for (const { storage } of [await openOne(), await openOne()]) {
      const directory = await createCrm({ storage, clock: () => NOON }).directory();
      expect(directory.accountByLogin('anna')?.record['created_at']).toBe(NOON);
    }
    expect(fillings).toBe(1);
  });

  test('know nothing of each other', async () => {
    const [one, other] = [await openOne(), await openOne()];
    await createUser(createCrm({ storage: one.storage, clock: () => NOON }), SETUP, { values: { login: 'boris', name: 'Борис' }, role: 'guard' });
    await createUser(createCrm({ storage: other.storage, clock: () => NOON }), SETUP, { values: { login: 'clara', name: 'Клара' }, role: 'guard' });
    expect(await one.sql('SELECT login FROM e_user ORDER BY id')).toEqual([{ login: 'anna' }, { login: 'boris' }]);
    expect(await other.sql('SELECT login FROM e_user ORDER BY id')).toEqual([{ login: 'anna' }, { login: 'clara' }]);
  });

  test('are whole: every table and index is as their definitions ask', async () => {
    const complaints = await (await openOne()).storage.check();
    // What PostgreSQL is itself set up for is no matter of the store.
    expect(complaints.filter((line) => !line.includes('LC_CTYPE'))).toEqual([]);
  });
});
