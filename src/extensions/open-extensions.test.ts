import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../test/engines.ts';
import { contextOf, NOON, openOffice, type Office } from '../../test/factories.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { createCrm, type Crm } from '../core/crm.ts';
import type { StoredEvent } from '../core/events/stored-event.ts';
import { createFilterPoint } from '../core/filters/write-filters.ts';
import { createRecord } from '../core/records/create-record.ts';
import { readRecord } from '../core/records/read-record.ts';
import { updateRecord } from '../core/records/update-record.ts';
import { openExtensions, type Extensions } from './open-extensions.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: extensions`, () => {
    let office: Office;
    let crm: Crm;
    const lines: unknown[] = [];
    const filters = createFilterPoint();
    const running: Extensions[] = [];
    beforeAll(async () => {
      office = await openOffice(engine);
      crm = createCrm({ storage: office.store.storage, clock: () => NOON, filters });
    });
    afterEach(async () => { await Promise.all(running.splice(0).map((one) => one.close())); });
    afterAll(() => office.dispose());

    async function load(modules: Readonly<Record<string, string>>): Promise<Extensions> {
      const folder = tempFolder();
      for (const [name, code] of Object.entries(modules)) {
        mkdirSync(join(folder, name, '..'), { recursive: true });
        writeFileSync(join(folder, name), code);
      }
      const opened = await openExtensions({ folder, crm, filters, env: {}, log: (message, facts) => lines.push([message, facts]) });
      running.push(opened);
      return opened;
    }
    const boss = (): ReturnType<typeof contextOf> => contextOf(office.boss);
    const task = (name: string): Promise<number> => createRecord(crm, boss(), 'task', { name });
    const happened = (values: Partial<StoredEvent>): StoredEvent => ({ id: 1, at: NOON, name: 'task.created', entity: 'task', recordId: 1, actorId: null, face: 'test', keyId: null, facts: {}, before: null, after: {}, owner: null, branch: null, ...values });

    test('what cannot be loaded is complained of by its name, and the others run', async () => {
      const extensions = await load({
        'a-typo.ts': `export default { on: { 'client.craeted': () => undefined } };`,
        'b-unknown.ts': `export default { filter: { 'unicorn.beforeAdd': () => undefined } };`,
        'c-secret.ts': `export default { on: { 'credential.created': () => undefined } };`,
        'd-broken.mjs': `export default {`,
        'e-good/index.js': `export default { on: { 'client.created': () => undefined } };`,
        'f-twice.ts': `export default { name: 'e-good' };`,
        'notes.md': 'nothing',
      });
      expect(extensions.complaints).toEqual([
        expect.stringContaining('a-typo is not loaded: there is nothing called "client.craeted"'),
        'The extension b-unknown is not loaded: there is no entity "unicorn", which "unicorn.beforeAdd" names.',
        'The extension c-secret is not loaded: there is no entity "credential", which "credential.created" names.',
        expect.stringContaining('d-broken is not loaded: '),
        'The extension f-twice is not loaded: there is another extension called "e-good".',
      ]);
      expect(extensions.report().map(({ name, state }) => [name, state])).toEqual([['e-good', 'running'], ['a-typo', 'broken'], ['b-unknown', 'broken'], ['c-secret', 'broken'], ['d-broken', 'broken'], ['f-twice', 'broken']]);
      expect([extensions.handles('e-good'), extensions.handles('a-typo')]).toEqual([true, false]);
    });

    test('a filter refuses with its own text, however it says so, and the write is not there', async () => {
      await load({ 'guard.ts': `import { refuse } from 'tolmach/extensions';
        export default { filter: {
          'task.beforeAdd': ({ values }) => { if (values.name === 'thrown') throw refuse('Так нельзя'); if (values.name === 'said') return { refuse: 'И так нельзя' }; },
          'task.beforeDelete': () => ({ refuse: 'Не удаляется' }),
        } };` });
      await expect(task('thrown')).rejects.toMatchObject({ code: 'refused', facts: { reason: 'Так нельзя' } });
      await expect(task('said')).rejects.toMatchObject({ code: 'refused', facts: { reason: 'И так нельзя' } });
      expect(await readRecord(crm, boss(), 'task', await task('good'))).toMatchObject({ name: 'good' });
    });

    test('a filter that fails or hangs refuses the write, unless its extension says otherwise', async () => {
      const extensions = await load({
        'fails.ts': `export default { filter: { 'task.beforeAdd': ({ values }) => { if (values.name === 'fail') throw new Error('внутри'); } } };`,
        'hangs.ts': `export default { filter: { 'task.beforeAdd': ({ values }) => { while (values.name === 'hang'); } } };`,
        'passes.ts': `export default { filterFailure: 'pass', filter: { 'task.beforeAdd': () => 5 } };`,
      });
      const reason = (name: string): string => `The extension "${name}" failed to say whether this may be written`;
      await expect(task('fail')).rejects.toMatchObject({ code: 'refused', facts: { reason: reason('fails') } });
      await expect(task('hang')).rejects.toMatchObject({ code: 'refused', facts: { reason: reason('hangs') } });
      await expect.poll(() => task('well').then(() => 'written', () => 'refused')).toBe('written');
      expect(extensions.report()).toEqual([
        { name: 'fails', state: 'running', error: 'внутри', failures: 1 },
        { name: 'hangs', state: 'running', error: 'it took longer than 2 s', failures: 1 },
        { name: 'passes', state: 'running', error: 'a filter must return nothing, { values } or { refuse }', failures: expect.any(Number) },
      ]);
    });

    test('filters pass the values on to each other in the order of their names, and see what was there', async () => {
      await load({
        'a.ts': `export default { filter: { 'task.beforeAdd': ({ values }) => ({ values: { name: values.name + ' a' } }), task_editfilter: ({ before, values }) => ({ values: { note: before.name + ' → ' + values.name } }) } };`,
        'b.ts': `export default { filter: { '*.beforeAdd': ({ values }) => ({ values: { name: values.name + ' b', note: undefined } }) } };`,
      });
      const id = await createRecord(crm, boss(), 'task', { name: 'дело', note: 'не будет' });
      expect(await readRecord(crm, boss(), 'task', id)).toMatchObject({ name: 'дело a b', note: null });
      await updateRecord(crm, boss(), 'task', id, { name: 'иначе' });
      expect(await readRecord(crm, boss(), 'task', id)).toMatchObject({ note: 'дело a b → иначе' });
    });

    test('tools reach records and no secrets, write as the product itself, and do not call their own filters', async () => {
      const extensions = await load({
        'writer.ts': `export default {
          on: { 'task.created': async (event, tools) => {
            const refused = [];
            for (const [entity, values] of [['webhook', {}], ['credential', {}], ['user', {}]]) refused.push(await tools.create(entity, values).catch((error) => error.code));
            const client = await tools.create('client', { name: 'От расширения', territory: 'Новая', requisites: { inn: '123' } });
            const [requisites] = await tools.find('requisites', { client });
            const [user] = await tools.find('user', {}, { limit: 1 });
            await tools.update('client', client, { note: JSON.stringify([refused, requisites.inn, 'password' in user, await tools.read('client', 999999) === undefined, await tools.find('client', { nothing: 1 }).catch((error) => error.code)]) });
          } },
          filter: { '*.beforeAdd': () => ({ refuse: 'сам себе' }) },
        };`,
        'other.ts': `export default { filter: { client_addfilter: async ({ values }, tools) => { await tools.create('task', { name: 'вслед' }); return { values: { name: values.name + '!' } }; } } };`,
      });
      expect(await extensions.run('writer', happened({}), 'task.created', 15_000)).toEqual({ ok: true });
      const [client] = await crm.storage.findRecords({ entity: 'client', filter: { kind: 'equals', field: 'name', value: 'От расширения!' }, sort: { field: 'id', descending: true }, offset: 0, limit: 1 });
      expect(client).toMatchObject({ owner: null, created_by: null, note: '[["unknown_entity","unknown_entity","forbidden"],"123",false,true,"unknown_field"]' });
      const [event] = await office.store.sql('SELECT face FROM outbox WHERE entity = $1 AND record_id = $2', ['client', client?.id ?? 0]);
      expect(event).toEqual({ face: 'extension:writer' });
      await expect(task('чужое')).rejects.toMatchObject({ code: 'refused', facts: { reason: 'сам себе' } });
    });

    test('handlers hear by name and alias; what an extension did itself is no news to it, and a failure is told', async () => {
      const extensions = await load({ 'listener.ts': `const heard = []; const note = (as) => (event) => { heard.push(as + ' ' + event.name); };
        export default { on: { 'client.created': note('core'), 'client.add': note('event'), client_add: note('hook'), '*.created': note('any'), 'deal.close': note('closed'), 'task.created': () => { throw new Error('не смог'); } },
          routes: { 'GET /heard': () => ({ body: heard }) } };` });
      const tell = (values: Partial<StoredEvent>): Promise<unknown> => extensions.run('listener', happened(values), '', 15_000);
      expect(await tell({ name: 'task.created' })).toEqual({ ok: false, error: 'не смог' });
      expect(await tell({ name: 'client.created', entity: 'client' })).toEqual({ ok: true });
      expect(await tell({ name: 'client.created', entity: 'client', face: 'extension:listener' })).toEqual({ ok: true });
      expect(await tell({ name: 'deal.updated', entity: 'deal', after: { closed_at: 5 } })).toEqual({ ok: true });
      expect(await extensions.run('nobody', happened({}), '', 15_000)).toEqual({ ok: false, error: 'no_extension' });
      const request = { method: 'GET', path: '/heard', query: {}, headers: {}, body: undefined };
      expect(await extensions.answer('listener', request)).toEqual({ answer: { body: ['any task.created', 'core client.created', 'event client.created', 'hook client.created', 'any client.created', 'closed deal.updated'] } });
      expect(await extensions.answer('listener', { ...request, method: 'POST' })).toBeUndefined();
    });

    test('who hears of events has one subscription, which lasts as long as the extension', async () => {
      const known = async (): Promise<unknown> => (await crm.directory()).subscriptions.filter(({ extension }) => extension === 'hearer').map(({ active, target, format, events, maxTries, disabledReason }) => ({ active, target, format, events, maxTries, disabledReason }));
      const code = (events: string): string => `export default { on: { ${events} } };`;
      await load({ 'hearer.ts': code(`'client.add': () => undefined, client_add: () => undefined`) });
      const kept = { active: true, target: 'extension', format: 'standard', events: ['client.created'], maxTries: 5, disabledReason: null };
      expect(await known()).toEqual([kept]);
      await load({ 'hearer.ts': code(`'client.add': () => undefined, 'deal.close': () => undefined`) });
      expect(await known()).toEqual([{ ...kept, events: ['client.created', 'deal.updated'] }]);
      await load({ 'other.ts': 'broken' });
      expect(await known()).toMatchObject([{ active: true }]);
      await load({});
      expect(await known()).toMatchObject([{ active: false, disabledReason: 'gone' }]);
      await load({ 'hearer.ts': code(`'client.add': () => undefined`) });
      expect(await known()).toEqual([kept]);
    });
  });
}
