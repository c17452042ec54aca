import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, NOON, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import { EVERYTHING } from '../query/filter.ts';
import { changeWebhook } from './change-webhook.ts';
import { createWebhook, type NewWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { listWebhooks, readWebhook } from './read-webhooks.ts';
import { rotateSecret } from './rotate-secret.ts';
import type { Subscription } from './subscription.ts';

const FORMATS = [{ name: 'standard', events: [] }, { name: 'salesman', events: [{ name: 'client.add' }] }];
const STOCK: NewWebhook = { title: 'Склад', target: 'url', url: 'https://example.ru/in', events: ['client.*'] };
const HOUR = 3_600_000;

for (const engine of testedEngines()) {
  describe(`${engine.name}: webhooks`, () => {
    let opened: Office;
    let boss: Context;
    let manager: Context;
    beforeAll(async () => {
      opened = await openOffice(engine);
      [boss, manager] = [contextOf(opened.boss), contextOf(opened.manager)];
    });
    afterAll(() => opened.dispose());
    const make = async (webhook: Partial<NewWebhook> = {}): Promise<number> => (await createWebhook(opened.crm, boss, { ...STOCK, ...webhook }, FORMATS)).id;
    const read = async (id: number): Promise<Subscription> => (await readWebhook(opened.crm, boss, id)).webhook;
    const plantExtension = async (): Promise<number> => {
      const written = await opened.crm.write({ userId: null, face: 'extension', keyId: null }, async (draft) => draft.insert('webhook', { title: 'Свой код', active: true, target: 'extension', format: 'standard', events: ['*'], extension: 'mine' }));
      return written.idOf(written.decision);
    };

    test('are closed to who is no administrator, and he is not told which there are', async () => {
      const id = await make();
      const refusals = await Promise.allSettled([
        createWebhook(opened.crm, manager, { ...STOCK, url: '' }, FORMATS), changeWebhook(opened.crm, manager, id, { active: false }, { formats: FORMATS }), deleteWebhook(opened.crm, manager, id),
        rotateSecret(opened.crm, manager, id), listWebhooks(opened.crm, manager), readWebhook(opened.crm, manager, id), readWebhook(opened.crm, manager, 999),
      ]);
      expect(refusals).toEqual(refusals.map(() => ({ status: 'rejected', reason: expect.objectContaining({ code: 'forbidden', facts: { entity: 'webhook', reason: 'only administrators see to webhooks' } }) })));
      expect((await read(id)).active).toBe(true);
    });

    test('are neither made nor changed nor deleted for an extension, whose server sees to that', async () => {
      await expect(make({ target: 'extension', url: null })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'target', fault: 'unknown_value' }] } });
      const id = await plantExtension();
      await expect(changeWebhook(opened.crm, boss, id, { title: 'x', timeoutMs: 5000, active: false }, { formats: FORMATS })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'title', fault: 'read_only' }, { field: 'timeout_ms', fault: 'read_only' }] } });
      await expect(deleteWebhook(opened.crm, boss, id)).rejects.toMatchObject({ code: 'in_use' });
      await expect(rotateSecret(opened.crm, boss, id)).rejects.toMatchObject({ code: 'invalid' });
      expect(await changeWebhook(opened.crm, boss, id, { active: false }, { formats: FORMATS })).toBe(true);
      expect(await read(id)).toMatchObject({ title: 'Свой код', active: false, extension: 'mine' });
    });

    test('that are not there, or are at another version, are refused', async () => {
      const refusals = await Promise.allSettled([changeWebhook(opened.crm, boss, 999, { active: true }, { formats: FORMATS }), deleteWebhook(opened.crm, boss, 999), rotateSecret(opened.crm, boss, 999)]);
      expect(refusals).toMatchObject(refusals.map(() => ({ status: 'rejected', reason: { code: 'not_found' } })));
      const id = await make();
      await expect(changeWebhook(opened.crm, boss, id, { title: 'x' }, { formats: FORMATS, version: 7 })).rejects.toMatchObject({ code: 'conflict' });
      await expect(deleteWebhook(opened.crm, boss, id, 7)).rejects.toMatchObject({ code: 'conflict' });
    });

    test('are made with a secret of their own, which lists and the change log never hold', async () => {
      const { id, secret } = await createWebhook(opened.crm, boss, STOCK, FORMATS);
      expect(await read(id)).toMatchObject({ title: 'Склад', active: true, target: 'url', url: 'https://example.ru/in', method: 'POST', format: 'standard', events: ['client.*'], parameters: {}, timeoutMs: null, maxTries: null, secrets: [{ secret }] });
      const log = await opened.crm.storage.readChanges({ entities: ['webhook'], recordId: id, offset: 0, limit: 10 });
      expect(log.rows).toMatchObject([{ action: 'created', actorId: boss.account.id, after: { title: 'Склад' } }]);
      expect(JSON.stringify(log)).not.toContain(secret);
      expect(JSON.stringify(await opened.store.sql('SELECT data FROM outbox'))).not.toContain('whsec_');
    });

    test('change what is named, judged as a whole', async () => {
      const id = await make();
      await expect(changeWebhook(opened.crm, boss, id, { format: 'salesman', timeoutMs: 1 }, { formats: FORMATS })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'timeout_ms', fault: 'out_of_range', limit: 60_000 }] } });
      await expect(changeWebhook(opened.crm, boss, id, { events: ['client.strange.'], url: null }, { formats: FORMATS })).rejects.toMatchObject({ facts: { faults: [{ field: 'url', fault: 'required' }, { field: 'events.0', fault: 'unknown_value' }] } });
      expect(await changeWebhook(opened.crm, boss, id, { format: 'salesman', events: ['client.add'], timeoutMs: 5000 }, { formats: FORMATS, version: 1 })).toBe(true);
      expect(await changeWebhook(opened.crm, boss, id, { format: 'salesman' }, { formats: FORMATS })).toBe(false);
      expect(await read(id)).toMatchObject({ title: 'Склад', format: 'salesman', events: ['client.add'], timeoutMs: 5000, record: { version: 2 } });
    });

    test('are switched off and on whatever has become of their format; switched on, they begin anew', async () => {
      const id = await make();
      const { record } = await read(id);
      await opened.crm.write({ userId: null, face: 'delivery', keyId: null }, async (draft) => draft.update('webhook', record, { active: false, disabled_reason: 'failing', disabled_at: NOON }));
      expect(await read(id)).toMatchObject({ active: false, disabledReason: 'failing' });
      expect(await changeWebhook(opened.crm, boss, id, { active: true }, { formats: [] })).toBe(true);
      expect(await read(id)).toMatchObject({ active: true, disabledReason: null, record: { disabled_at: null } });
      expect((await readWebhook(opened.crm, boss, id)).state).toMatchObject({ failingSince: null });
    });

    test('sign with old and new secrets while one is changed, and at once with the new one alone if wanted', async () => {
      const { id, secret: first } = await createWebhook(opened.crm, boss, STOCK, FORMATS);
      for (const wrong of [-1, 31 * 24 * HOUR, Number.NaN]) await expect(rotateSecret(opened.crm, boss, id, wrong)).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'keep_seconds', fault: 'out_of_range' }] } });
      const second = await rotateSecret(opened.crm, boss, id);
      expect((await read(id)).secrets).toEqual([{ secret: second }, { secret: first, until: NOON + 24 * HOUR }]);
      const third = await rotateSecret(opened.crm, boss, id, 0);
      expect((await read(id)).secrets).toEqual([{ secret: third }]);
    });

    test('changed by many at once keep each secret that was promised to go on', async () => {
      const id = await make();
      const made = await Promise.all(Array.from({ length: 4 }, () => rotateSecret(opened.crm, boss, id, HOUR)));
      expect((await read(id)).secrets.map(({ secret }) => secret)).toEqual(expect.arrayContaining(made));
    });

    test('are gone with their figures once deleted', async () => {
      const id = await make();
      await deleteWebhook(opened.crm, boss, id);
      await expect(readWebhook(opened.crm, boss, id)).rejects.toMatchObject({ code: 'not_found' });
      expect((await listWebhooks(opened.crm, boss)).map(({ webhook }) => webhook.id)).not.toContain(id);
      expect((await opened.crm.storage.findRecords({ entity: 'webhook', filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 100 })).some((record) => record.id === id)).toBe(false);
    });
  });
}
