import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, NOON, openOffice, SETUP, type Office } from '../../../test/factories.ts';
import { createFormatBook } from '../../delivery/format-book.ts';
import { routeEvents } from '../../delivery/route-events.ts';
import { plainFormat } from '../../delivery/testing/samples.ts';
import type { Context } from '../context.ts';
import { changeWebhook } from './change-webhook.ts';
import { createWebhook, type NewWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { handOverMissed, replayMissed, type MissedQuery } from './replay-missed.ts';

const FORMATS = [plainFormat('standard'), plainFormat('plain', { nameOf: ({ name }) => name.replace('created', 'made') })];
const HOUR = 3_600_000;

for (const engine of testedEngines()) {
  describe(`${engine.name}: events that a webhook has missed`, () => {
    let opened: Office;
    let boss: Context;
    let at = NOON;
    beforeAll(async () => {
      opened = await openOffice(engine);
      boss = contextOf(opened.boss);
    });
    // Each test has a day of its own.
    beforeEach(() => {
      at += 24 * HOUR;
      opened.setTime(at);
    });
    afterAll(() => opened.dispose());

    const make = async (more: Partial<NewWebhook> = {}): Promise<number> => (await createWebhook(opened.crm, boss, { title: 'Склад', target: 'url', url: 'https://example.ru/in', events: ['client.*'], ...more }, FORMATS)).id;
    const route = () => routeEvents(opened.crm, createFormatBook(FORMATS), () => undefined);
    const add = async (name: string, entity = 'client'): Promise<number> => {
      const written = await opened.crm.write(SETUP, async (draft) => draft.insert(entity, { name }));
      return written.idOf(written.decision);
    };
    const fetch = (id: number, query: Partial<MissedQuery> = {}) => replayMissed(opened.crm, boss, id, { from: at, ...query }, FORMATS);
    const had = async (id: number): Promise<readonly unknown[]> => (await opened.crm.storage.deliveries.feed(id, 0, 5000)).map(({ delivery, event }) => [delivery.sequence, delivery.name, event.after?.['name']]);

    test('are refused to who is no administrator, to an unknown webhook, and in a format that is gone', async () => {
      const id = await make();
      await expect(replayMissed(opened.crm, contextOf(opened.manager), id, { from: 0 }, FORMATS)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(fetch(999)).rejects.toMatchObject({ code: 'not_found', facts: { entity: 'webhook', id: 999 } });
      await expect(handOverMissed(opened.crm, 999, { from: 0 }, FORMATS)).rejects.toMatchObject({ code: 'not_found' });
      await expect(replayMissed(opened.crm, boss, id, { from: at }, [])).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'format', fault: 'unknown_value' }] } });
    });

    test('while it was off are handed over once, after what it had, while it is off and when it is on', async () => {
      const id = await make();
      await add('Первый');
      await route();
      await changeWebhook(opened.crm, boss, id, { active: false }, { formats: FORMATS });
      await add('Второй');
      await add('Клара', 'person');
      await add('Третий');
      await route();
      expect(await had(id)).toEqual([[1, 'client.created', 'Первый']]);
      expect(await fetch(id)).toBe(2);
      await add('Четвёртый');
      await route();
      await changeWebhook(opened.crm, boss, id, { active: true }, { formats: FORMATS });
      await add('Пятый');
      await route();
      expect([await fetch(id), await fetch(id)]).toEqual([1, 0]);
      expect(await had(id)).toEqual(['Первый', 'Второй', 'Третий', 'Пятый', 'Четвёртый'].map((name, index) => [index + 1, 'client.created', name]));
    });

    test('of before it was made are called as its format calls them', async () => {
      await add('Шестой');
      await route();
      opened.setTime(at + HOUR);
      const id = await make({ format: 'plain', events: ['client.made'] });
      expect(await fetch(id)).toBe(1);
      expect(await had(id)).toEqual([[1, 'client.made', 'Шестой']]);
    });

    test('are chosen by their time, their name, their entity and their record', async () => {
      const [client] = [await add('Седьмой'), await add('Восьмой'), await add('Роза', 'person')];
      opened.setTime(at + HOUR);
      await add('Девятый');
      await route();
      const counted = async (query: Partial<MissedQuery>) => fetch(await make({ events: ['*'] }), query);
      expect([await counted({ to: at }), await counted({ from: at + HOUR + 1 }), await counted({ name: 'client.deleted' }), await counted({ entity: 'deal' }), await counted({ entity: 'person', recordId: client + 1000 })]).toEqual([0, 0, 0, 0, 0]);
      expect([await counted({ to: at + HOUR, entity: 'client' }), await counted({ from: at + HOUR, entity: 'client' }), await counted({ name: 'person.created' }), await counted({ entity: 'client', recordId: client })]).toEqual([2, 1, 1, 1]);
    });

    test('are none that have still to be routed, and none that happen after the call', async () => {
      const id = await make();
      await add('Десятый');
      expect(await fetch(id)).toBe(0);
      await route();
      await changeWebhook(opened.crm, boss, id, { active: false }, { formats: FORMATS });
      opened.setTime(at + HOUR);
      await add('Одиннадцатый');
      await route();
      opened.setTime(at);
      expect(await fetch(id, { to: at + 2 * HOUR })).toBe(0);
      opened.setTime(at + HOUR);
      expect(await fetch(id)).toBe(1);
    });

    test('are none too few where there are thousands, and are shared by all who ask at once', async () => {
      const other = await opened.openAnother();
      await opened.crm.write(SETUP, async (draft) => { for (let number = 0; number < 2500; number++) draft.event({ name: 'client.told', entity: 'client', id: number, data: {} }); });
      await route();
      const id = await make();
      await other.storage.directoryEpoch('fresh');
      const counts = await Promise.all([fetch(id), fetch(id, { from: at - 1 }), replayMissed(other, boss, id, { from: at }, FORMATS)]);
      expect(counts.reduce((sum, one) => sum + one)).toBe(2500);
      const records = (await opened.crm.storage.deliveries.feed(id, 0, 9000)).map(({ delivery: { sequence, recordId } }) => [sequence, recordId]);
      expect(records.map(([sequence]) => sequence)).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1));
      expect(new Set(records.map(([, record]) => record)).size).toBe(2500);
      await other.close();
    });

    test('are handed to nobody once it is deleted', async () => {
      const id = await make();
      await deleteWebhook(opened.crm, boss, id);
      await expect(fetch(id, { from: 0 })).rejects.toMatchObject({ code: 'not_found' });
      expect(await had(id)).toEqual([]);
    });
  });
}
