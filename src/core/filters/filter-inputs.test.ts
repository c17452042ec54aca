import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, openOffice, type Office } from '../../../test/factories.ts';
import { addClient } from '../clients/add-client.ts';
import { changeClientOwner } from '../clients/change-owner.ts';
import { deleteClient } from '../clients/delete-client.ts';
import { updateClient } from '../clients/update-client.ts';
import { readRequisites } from '../clients/requisites.ts';
import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { createRecord } from '../records/create-record.ts';
import { deleteRecord } from '../records/delete-record.ts';
import type { FieldInputs } from '../records/accept-values.ts';
import { readRecord } from '../records/read-record.ts';
import { updateRecord } from '../records/update-record.ts';
import type { ProposedWrite } from './write-filters.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: filters of writes`, () => {
    let office: Office;
    let crm: Crm;
    let boss: Context;
    let asked: ProposedWrite[] = [];
    let answer: (write: ProposedWrite) => FieldInputs = ({ values }) => values;
    beforeAll(async () => {
      office = await openOffice(engine);
      boss = contextOf(office.boss);
      crm = { ...office.crm, filters: { watches: () => true, pass: async (write) => { asked.push(write); return answer(write); } } };
    });
    beforeEach(() => {
      asked = [];
      answer = ({ values }) => values;
    });
    afterAll(() => office.dispose());

    const refuseAll = (): void => { answer = () => { throw new CrmError('refused', { reason: 'нельзя' }); }; };
    const refused = { code: 'refused', facts: { reason: 'нельзя' } };
    const count = (entity: string): Promise<number> => crm.storage.countRecords(entity, { kind: 'all' });

    test('a refusal stops every kind of write, and nothing is written', async () => {
      const client = await addClient(crm, boss, { values: { name: 'Стойкий' }, items: {} });
      const task = await createRecord(crm, boss, 'task', { name: 'Позвонить' });
      const before = [await count('client'), await count('task')];
      refuseAll();
      await expect(addClient(crm, boss, { values: { name: 'Другой' }, items: { territory: { title: 'Тверь' } } })).rejects.toMatchObject(refused);
      await expect(updateClient(crm, boss, client, { values: { note: 'x' }, items: {} })).rejects.toMatchObject(refused);
      await expect(changeClientOwner(crm, boss, client, { owner: office.manager.id, reason: '', persons: false, deals: false, tasks: false })).rejects.toMatchObject(refused);
      await expect(deleteClient(crm, boss, client)).rejects.toMatchObject(refused);
      await expect(createRecord(crm, boss, 'task', { name: 'Ещё' })).rejects.toMatchObject(refused);
      await expect(updateRecord(crm, boss, 'task', task, { name: 'Иначе' })).rejects.toMatchObject(refused);
      await expect(deleteRecord(crm, boss, 'task', task)).rejects.toMatchObject(refused);
      expect([await count('client'), await count('task')]).toEqual(before);
      expect(await readRecord(crm, boss, 'client', client)).toMatchObject({ version: 1, owner: office.boss.id });
    });

    test('each is asked once, with what the caller gave and what there was', async () => {
      const client = await addClient(crm, boss, { values: { name: 'Ромашка' }, items: { territory: { title: 'Пермь' } }, requisites: { inn: '5904' } });
      await updateClient(crm, boss, client, { values: { note: 'новое' }, items: {} });
      await deleteClient(crm, boss, client);
      expect(asked).toEqual([
        { entity: 'client', action: 'add', values: { name: 'Ромашка', territory: 'Пермь', requisites: { inn: '5904' } }, before: null, actor: office.boss.id, face: 'test' },
        { entity: 'client', action: 'edit', id: client, values: { note: 'новое' }, before: expect.objectContaining({ id: client, name: 'Ромашка' }), actor: office.boss.id, face: 'test' },
        { entity: 'client', action: 'delete', id: client, values: {}, before: expect.objectContaining({ note: 'новое' }), actor: office.boss.id, face: 'test' },
      ]);
    });

    test('a filter writes nothing that could not be written: types, required and closed fields are checked after it', async () => {
      const faulty = async (values: FieldInputs): Promise<unknown> => {
        answer = (write) => ({ ...write.values, ...values });
        return addClient(crm, boss, { values: { name: 'Проверка' }, items: {} }).catch((error: unknown) => (error instanceof CrmError ? error.facts.faults : error));
      };
      expect(await faulty({ kind: 'unicorn' })).toEqual([{ field: 'kind', fault: 'unknown_value' }]);
      expect(await faulty({ name: '' })).toEqual([{ field: 'name', fault: 'required' }]);
      expect(await faulty({ owner: { slot: 0 } })).toEqual([{ field: 'owner', fault: 'wrong_type' }]);
      expect(await faulty({ owner: 999_999 })).toEqual([{ field: 'owner', fault: 'unknown_value' }]);
    });

    test('what a filter changes is written, requisites and dictionary values too', async () => {
      answer = ({ values }) => ({ ...values, name: 'ООО «Лютик»', territory: 'Казань', requisites: { inn: '77' } });
      const client = await addClient(crm, boss, { values: { name: 'лютик' }, items: { territory: { title: 'Пермь' } }, requisites: { inn: '7 7' } });
      const record = await readRecord(crm, boss, 'client', client);
      const { dictionary } = await crm.directory();
      expect(record['name']).toBe('ООО «Лютик»');
      expect(dictionary('territory').byTitle('Казань')?.id).toBe(record['territory']);
      expect(await readRequisites(crm.storage, client)).toMatchObject({ inn: '77' });
    });

    test('a filter may give a client to somebody else than asked for', async () => {
      const client = await addClient(crm, boss, { values: { name: 'Переходящий' }, items: {} });
      answer = ({ values }) => ({ ...values, owner: office.manager.id, note: 'передан' });
      await changeClientOwner(crm, boss, client, { owner: office.boss.id, reason: '', persons: false, deals: false, tasks: false });
      expect(await readRecord(crm, boss, 'client', client)).toMatchObject({ owner: office.manager.id, note: 'передан' });
    });
  });
}
