import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildUser, contextOf } from '../../../test/factories.ts';
import { openSchool, type School } from '../../../test/school/school.ts';
import type { Context } from '../context.ts';
import { addField } from '../designer/add-field.ts';
import { createEntity } from '../designer/create-entity.ts';
import { createRole } from '../designer/create-role.ts';
import { setEntityRight } from '../designer/set-entity-right.ts';
import { createRecord } from '../records/create-record.ts';
import { deleteRecord } from '../records/delete-record.ts';
import { restoreRecord } from '../records/restore-record.ts';
import { updateRecord } from '../records/update-record.ts';
import type { ChangeQuery, LoggedPage } from './logged-change.ts';
import { readChangeLog } from './read-change-log.ts';

const EMPTY = { rows: [], total: 0 };

for (const engine of testedEngines()) {
  describe(`${engine.name}: the change log`, () => {
    let school: School;
    let entity: string;
    /** Of a role that sees all records, and has rights of its own to the designed entity. */
    let member: Context;
    let role: number;
    beforeAll(async () => {
      school = await openSchool(engine);
      const label = { ru: 'Дело', en: 'Case' };
      ({ name: entity } = await createEntity(school.crm, school.me, { label }));
      for (const name of ['price', 'note']) await addField(school.crm, school.me, entity, { type: 'text', label, name });
      role = await createRole(school.crm, school.me, { title: 'Ревизор' });
      const { code = '' } = (await school.crm.directory()).roles.find(({ id }) => id === role) ?? {};
      await updateRecord(school.crm, school.me, 'role', role, { visibility: 'all' });
      const { id } = await buildUser(school.crm, { administrator: false, role: code });
      member = contextOf((await school.crm.directory()).account(id) ?? school.boss);
    });
    afterAll(() => school.dispose());

    const read = (context: Context, query: Partial<ChangeQuery> = {}): Promise<LoggedPage> => readChangeLog(school.crm, context, { entities: [entity], offset: 0, limit: 50, ...query });

    test('is closed to who sees the records of some people, or of some branches', async () => {
      const manager = contextOf(await buildUser(school.crm, { administrator: false, role: 'sales_manager' }));
      await expect(read(manager)).rejects.toMatchObject({ code: 'forbidden' });
      const director = contextOf(await buildUser(school.crm, { administrator: false, branches: [1] }));
      expect(director.account.role.visibility).toBe('all');
      await expect(read(director)).rejects.toMatchObject({ code: 'forbidden' });
    });

    test('leaves out what the caller may not read, or reads in part', async () => {
      await school.add(entity, { name: 'Дело', price: '5' });
      expect(await read(member)).toEqual(EMPTY);
      await setEntityRight(school.crm, school.me, { role, entity, read: 'assigned' });
      expect(await read(member)).toEqual(EMPTY);
      await setEntityRight(school.crm, school.me, { role, entity, read: 'all' });
      expect((await read(member)).total).toBe(1);
    });

    test('leaves out what is the product’s own, what hangs on records, and what is not there', async () => {
      expect(await read(school.me, { entities: ['credential', 'api_key', 'access_token', 'comment', 'file', 'nothing'] })).toEqual(EMPTY);
    });

    test('shows no value of a hidden field', async () => {
      const id = await school.add(entity, { name: 'Дело', price: 'тайна', note: 'видно' });
      await updateRecord(school.crm, school.me, entity, id, { price: 'секрет' });
      await setEntityRight(school.crm, school.me, { role, entity, read: 'all', hidden: ['price'] });
      const { rows, total } = await read(member, { recordId: id });
      expect(total).toBe(2);
      expect(rows.map(({ after }) => Object.keys(after ?? {}).toSorted())).toEqual([['updated_at', 'updated_by'], ['created_at', 'created_by', 'name', 'note']]);
      expect(JSON.stringify(rows)).not.toMatch(/тайна|секрет|price/u);
      await setEntityRight(school.crm, school.me, { role, entity, read: 'all', hidden: [] });
      expect(JSON.stringify(await read(member, { recordId: id }))).toMatch(/тайна/u);
    });

    test('tells who did what, when and through which face', async () => {
      const id = await createRecord(school.crm, { ...school.me, keyId: 9 }, 'subject', { title: 'Лепка' });
      school.clock.now += 60_000;
      await updateRecord(school.crm, { ...school.me, face: 'native' }, 'subject', id, { title: 'Лепка из глины' });
      await deleteRecord(school.crm, school.me, 'subject', id);
      await restoreRecord(school.crm, school.me, 'subject', id);
      const { rows, total } = await read(school.me, { entities: ['subject'], recordId: id });
      expect(total).toBe(4);
      expect(rows.map(({ at, actorId, face, keyId, action, before, after }) => [at, actorId, face, keyId, action, before?.['title'], after?.['title']])).toEqual([
        [school.clock.now, school.boss.id, 'test', null, 'restored', undefined, undefined],
        [school.clock.now, school.boss.id, 'test', null, 'deleted', undefined, undefined],
        [school.clock.now, school.boss.id, 'native', null, 'changed', 'Лепка', 'Лепка из глины'],
        [school.clock.now - 60_000, school.boss.id, 'test', 9, 'created', undefined, 'Лепка'],
      ]);
      expect((await read(school.me, { entities: ['subject'], recordId: id, actions: ['deleted', 'created'], limit: 1 }))).toMatchObject({ total: 2, rows: [{ action: 'deleted' }] });
      expect((await read(school.me, { entities: ['subject'], recordId: id, to: school.clock.now })).total).toBe(1);
    });
  });
}
