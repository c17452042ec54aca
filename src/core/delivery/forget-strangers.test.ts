import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, NOON, openOffice, SETUP, type Office } from '../../../test/factories.ts';
import { createWebhook } from './create-webhook.ts';
import { forgetStrangers } from './forget-strangers.ts';

const FORMATS = [{ name: 'standard', events: [] }];
const STRANGER = 999;

for (const engine of testedEngines()) {
  describe(`${engine.name}: what a webhook that is no more has left behind`, () => {
    let opened: Office;
    beforeAll(async () => { opened = await openOffice(engine); });
    afterAll(() => opened.dispose());

    test('is forgotten, and nothing of those that are there, wherever they were made', async () => {
      const { crm } = opened;
      const { deliveries } = crm.storage;
      expect(await forgetStrangers(crm)).toBe(0);
      const another = await opened.openAnother();
      await crm.directory();
      const boss = contextOf(opened.boss);
      const { id } = await createWebhook(another, boss, { title: 'Склад', target: 'url', url: 'https://example.ru/in', events: ['*'] }, FORMATS);
      const off = await createWebhook(another, boss, { title: 'Касса', target: 'url', url: 'https://example.ru/in', events: ['*'], active: false }, FORMATS);
      await crm.write(SETUP, async (draft) => void draft.insert('client', { name: 'Ромашка' }));
      const { events, from, to } = await deliveries.newEvents(100);
      const told = events.slice(-1);
      await deliveries.route({ from, to, now: NOON, deliveries: [id, off.id, STRANGER, STRANGER + 1].flatMap((subscription) => told.map((event) => ({ subscription, event, name: event.name }))) });
      await opened.store.sql(`DELETE FROM delivery_state WHERE subscription = ${STRANGER + 1}`);
      expect(await forgetStrangers(crm)).toBe(2);
      expect((await deliveries.states()).map(({ subscription }) => subscription)).toEqual([id, off.id]);
      expect((await deliveries.figures()).map(({ subscription, waiting }) => [subscription, waiting])).toEqual([[id, 1], [off.id, 1]]);
      expect(await forgetStrangers(crm)).toBe(0);
      await another.close();
    });
  });
}
