import { expect, test } from 'vitest';
import { createRecord } from '../../../core/records/create-record.ts';
import { MANAGER, onEveryEngine } from '../../../../test/salesman/world.ts';

onEveryEngine('guides', (given) => {
  test('refuse an unknown dictionary with 402', async () => {
    expect(await given().call('guides/strange')).toEqual({ result: 'Error', error: { code: '402', text: 'Неизвестный метод' } });
    expect(await given().call('guides/company.list')).toEqual({ result: 'Error', error: { code: '402', text: 'Неизвестный метод' } });
  });

  test('show industries with the type of client they are for', async () => {
    expect(await given().call('guides/category')).toEqual({ data: [{ id: 1, title: 'Физические лица', tip: 'person' }, { id: 2, title: 'Розница', tip: 'client' }] });
  });

  test('show territories', async () => {
    expect(await given().call('guides/territory')).toEqual({ data: [{ id: 1, title: 'Пермь' }, { id: 2, title: 'Тюмень' }, { id: 3, title: 'Челябинск' }, { id: 4, title: 'Москва' }] });
  });

  test('show relations with their colours', async () => {
    expect(await given().call('guides/relations')).toEqual({
      data: [
        { id: 1, title: '0 - Не работаем', color: '#333333' }, { id: 2, title: '1 - Холодный клиент', color: '#99ccff' }, { id: 3, title: '2 - Потенциальный клиент', color: '#99ff66' },
        { id: 4, title: '3 - Текущий клиент', color: '#3366ff' }, { id: 5, title: '4 - Постоянный клиент', color: '#ff9900' }, { id: 6, title: '5 - Перспективный клиент', color: '#ff0033' },
      ],
    });
  });

  test('show sources with their UTM mark and phone line', async () => {
    await createRecord(given().crm, await given().context(), 'source', { title: 'Реклама', utm_source: 'ads', phone_line: '84950000000' });
    expect(await given().call('guides/clientpath')).toEqual({
      data: [
        { id: 1, title: 'Личные связи', utm_source: '', destination: '' }, { id: 2, title: 'Маркетинг', utm_source: '', destination: '' }, { id: 3, title: 'Справочник', utm_source: '', destination: '' },
        { id: 4, title: 'Заказ с сайта', utm_source: '', destination: '' }, { id: 5, title: 'Рекомендации клиентов', utm_source: 'fromfriend', destination: '' }, { id: expect.any(Number), title: 'Реклама', utm_source: 'ads', destination: '84950000000' },
      ],
    });
  });

  test('take the action from the parameters when it is there too', async () => {
    expect(await given().call('guides/territory', { action: 'category' })).toMatchObject({ data: [{ tip: 'person' }, { tip: 'client' }] });
  });

  test('show a manager all values, and a value that a client brought at once', async () => {
    await given().add({ title: 'С новым', territory: 'Лысьва', idcategory: 'Металл' }, MANAGER);
    expect(await given().call('guides/territory', {}, MANAGER)).toMatchObject({ data: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }, { id: expect.any(Number), title: 'Лысьва' }] });
    expect(await given().call('guides/category', {}, MANAGER)).toMatchObject({ data: [{ id: 1 }, { id: 2 }, { id: expect.any(Number), title: 'Металл', tip: 'client' }] });
  });
});
