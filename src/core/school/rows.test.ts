import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { openSchool, type School } from '../../../test/school/school.ts';
import type { Draft } from '../changes/draft.ts';
import { createDraft } from '../changes/draft.ts';
import { authorOf } from '../context.ts';
import { deleteRecord } from '../records/delete-record.ts';
import { updateRecord } from '../records/update-record.ts';
import { isLiving, openRows, type Rows } from './rows.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: records of one decision`, () => {
    let school: School;
    beforeAll(async () => { school = await openSchool(engine); });
    afterAll(() => school.dispose());

    const open = async (): Promise<{ draft: Draft; rows: Rows }> => {
      const draft = createDraft(authorOf(school.me), school.clock.now);
      return { draft, rows: openRows(school.crm, draft, await school.crm.directory()) };
    };
    const addClient = (): Promise<number> => school.add('client', { name: 'Анна' });

    test('what is nowhere, or about to be removed for good, is not found', async () => {
      const { draft, rows } = await open();
      const client = await addClient();
      draft.purge('client', await school.read('client', client));
      expect([await rows.find('client', null), await rows.find('client', 999_999), await rows.find('client', draft.newId()), await rows.find('client', client)]).toEqual([undefined, undefined, undefined, undefined]);
    });

    test('what is drafted goes before what is stored', async () => {
      const { draft, rows } = await open();
      const client = await addClient();
      const stored = await school.read('client', client);
      draft.update('client', stored, { name: 'Вера' });
      const id = draft.insert('client', { name: 'Новая' });
      expect(await rows.find('client', client)).toMatchObject({ stored, values: { name: 'Вера' } });
      expect(await rows.find('client', id)).toMatchObject({ stored: undefined, values: { name: 'Новая' } });
    });

    test('what is deleted is found as such, and linked to nobody', async () => {
      const client = await addClient();
      const [kept, gone] = [await school.add('bonus', { client, amount: 1 }), await school.add('bonus', { client, amount: 2 })];
      await deleteRecord(school.crm, school.me, 'bonus', gone);
      const { rows } = await open();
      const row = await rows.find('bonus', gone);
      expect(row !== undefined && isLiving(row)).toBe(false);
      expect((await rows.linkedTo('bonus', 'client', [client])).map(({ id }) => id)).toEqual([kept]);
    });

    test('links follow the draft: what comes, goes and moves away', async () => {
      const [client, other] = [await addClient(), await addClient()];
      const [stays, goes, moves] = [await school.add('bonus', { client, amount: 1 }), await school.add('bonus', { client, amount: 2 }), await school.add('bonus', { client, amount: 3 })];
      const { draft, rows } = await open();
      draft.remove('bonus', await school.read('bonus', goes));
      draft.update('bonus', await school.read('bonus', moves), { client: other });
      const comes = draft.insert('bonus', { client, amount: 4 });
      expect((await rows.linkedTo('bonus', 'client', [client])).map(({ id }) => id)).toEqual([stays, comes]);
      expect((await rows.linkedTo('bonus', 'client', [other])).map(({ id }) => id)).toEqual([moves]);
    });

    test('a value may go back to what is stored, after the draft was about to change it', async () => {
      const client = await addClient();
      const { draft, rows } = await open();
      const row = await rows.find('client', client);
      if (row === undefined) throw new Error('no client');
      rows.write('client', row, { bonus: 5 });
      rows.write('client', row, { bonus: null });
      expect((await rows.find('client', client))?.values['bonus']).toBe(null);
      expect(draft.toChangeSet().records).toHaveLength(1);
    });

    test('a decision is taken again when what it fenced has changed before it was committed', async () => {
      const client = await addClient();
      const written = await school.crm.write(authorOf(school.me), async (draft, directory) => {
        const rows = openRows(school.crm, draft, directory);
        const [row] = await rows.fenced('client', [client]);
        if (draft.attempt === 0) await updateRecord(school.crm, school.me, 'client', client, { name: 'Вера' });
        return { attempt: draft.attempt, name: row?.values['name'] };
      });
      expect(written.decision).toEqual({ attempt: 1, name: 'Вера' });
    });

    test('a fence leaves alone what the draft has written already', async () => {
      const client = await addClient();
      const { rows } = await open();
      const row = await rows.find('client', client);
      if (row === undefined) throw new Error('no client');
      rows.write('client', row, { balance: 500 });
      await rows.fenced('client', [client]);
      expect((await rows.find('client', client))?.values['balance']).toBe(500);
    });
  });
}
