import { ACCOUNT_ENTITIES } from './accounts.ts';
import { CLIENT_ENTITIES } from './clients.ts';
import { DESIGNER_ENTITIES } from './designer.ts';
import { DICTIONARIES } from './dictionaries.ts';
import type { Preset } from './preset.ts';

const titles = (...names: readonly string[]) => names.map((title, index) => ({ title, position: index + 1 }));

/** What every installation starts with: people, clients, and dictionaries a Russian company can use as they are. */
export const BASE_PRESET: Preset = {
  name: 'base',
  entities: [...ACCOUNT_ENTITIES, ...DICTIONARIES, ...DESIGNER_ENTITIES, ...CLIENT_ENTITIES],
  added: [],
  seeds: [
    {
      entity: 'role', by: 'code',
      records: [
        { code: 'director', title: 'Руководитель организации', visibility: 'all', manages_users: true },
        { code: 'full_access', title: 'Руководитель с доступом', visibility: 'all' },
        { code: 'division_head', title: 'Руководитель подразделения', visibility: 'two_levels' },
        { code: 'department_head', title: 'Руководитель отдела', visibility: 'reports' },
        { code: 'sales_manager', title: 'Менеджер продаж', visibility: 'own' },
        { code: 'sales_support', title: 'Поддержка продаж', visibility: 'all' },
        { code: 'specialist', title: 'Специалист', visibility: 'own' },
        { code: 'administrator', title: 'Администратор', visibility: 'all', manages_users: true },
      ],
    },
    {
      entity: 'industry', by: 'title',
      records: titles('Физические лица', 'Розница').map((item, index) => ({ ...item, client_kind: index === 0 ? 'person' : 'company' })),
    },
    { entity: 'territory', by: 'title', records: titles('Пермь', 'Тюмень', 'Челябинск', 'Москва') },
    {
      entity: 'relation', by: 'title',
      records: [
        { title: '0 - Не работаем', color: '#333333', position: 1 },
        { title: '1 - Холодный клиент', color: '#99ccff', position: 2, standard: true },
        { title: '2 - Потенциальный клиент', color: '#99ff66', position: 3 },
        { title: '3 - Текущий клиент', color: '#3366ff', position: 4 },
        { title: '4 - Постоянный клиент', color: '#ff9900', position: 5 },
        { title: '5 - Перспективный клиент', color: '#ff0033', position: 6 },
      ],
    },
    {
      entity: 'source', by: 'title',
      records: [
        { title: 'Личные связи', position: 1 },
        { title: 'Маркетинг', position: 2 },
        { title: 'Справочник', position: 3 },
        { title: 'Заказ с сайта', position: 4, standard: true },
        { title: 'Рекомендации клиентов', position: 5, utm_source: 'fromfriend' },
      ],
    },
    {
      entity: 'loyalty', by: 'title',
      records: titles('0 - Не лояльный', '1 - Не понятно', '2 - Нейтральный', '3 - Лояльный', '4 - Очень Лояльный', '5 - ВиП')
        .map((item) => (item.position === 2 ? { ...item, standard: true } : item)),
    },
    {
      entity: 'department', by: 'title',
      records: [
        { title: 'Отдел активных продаж', external_id: 'OAP', position: 1 },
        { title: 'Отдел пассивных продаж', external_id: 'OPP', position: 2 },
      ],
    },
    {
      entity: 'activity_type', by: 'title',
      records: titles('Первичный звонок', 'Факс', 'Встреча', 'Задача', 'Предложение', 'Событие', 'исх.Почта', 'вх.Звонок', 'вх.Почта', 'Поздравление', 'исх.2.Звонок', 'Отправка КП')
        .map((item) => (item.title === 'Задача' ? { ...item, standard: true } : item)),
    },
    {
      entity: 'deal_stage', by: 'title',
      records: [
        { title: 'Проявлен/Выявлен интерес', percent: 0, position: 1 },
        { title: 'Подтвержден интерес', percent: 20, position: 2 },
        { title: 'Отправлено КП', percent: 40, position: 3 },
        { title: 'Обсуждение деталей - продукты, услуги, оплата', percent: 60, position: 4 },
        { title: 'Согласован договор, Выставлен счет', percent: 80, position: 5 },
        { title: 'Получена предоплата, Выполнение договора', percent: 90, position: 6 },
        { title: 'Закрытие сделки, Подписание документов', percent: 100, position: 7 },
      ],
    },
    {
      entity: 'deal_type', by: 'title',
      records: titles('Продажа простая', 'Продажа с разработкой', 'Услуги', 'Продажа услуг', 'Тендер', 'Продажа быстрая')
        .map((item) => (item.title === 'Продажа быстрая' ? { ...item, standard: true } : item)),
    },
    { entity: 'deal_direction', by: 'title', records: [{ title: 'Основное', position: 1, standard: true }] },
  ],
};
