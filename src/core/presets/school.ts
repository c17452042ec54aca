import { choice, date, flag, instant, integer, link, links, money, text } from '../metadata/field-drafts.ts';
import type { AddedFields, Preset } from './preset.ts';
import { SCHOOL_DICTIONARIES } from './school-dictionaries.ts';
import { GENDERS, SCHOOL_RECORDS } from './school-records.ts';

/** Where a client stands: not yet one, or one. A client of whom nothing is said is one. */
export const CLIENT_STAGES = ['lead', 'client'] as const;

const COMPUTED = { computed: true } as const;
const branches = links('branches', 'branch', 'Филиалы', 'Branches');
const titles = (...names: readonly string[]) => names.map((title, index) => ({ id: index + 1, title, position: index + 1 }));

/** What a school wants to know of the entities that every installation has. */
const ADDED: readonly AddedFields[] = [
  {
    entity: 'client', branch: 'branches', listed: ['archived_at', 'stage'],
    fields: [
      choice('stage', CLIENT_STAGES, 'Лид или клиент', 'Lead or client', { indexed: true, existing: 'client', settings: { standard: 'client' } }),
      branches,
      links('teachers', 'teacher', 'Педагоги', 'Teachers'),
      link('study_status', 'study_status', 'Статус обучения', 'Study status', { indexed: true }),
      link('pipeline', 'pipeline', 'Воронка', 'Pipeline'),
      link('lead_status', 'lead_status', 'Этап воронки', 'Lead status', { indexed: true }),
      link('lead_reject', 'lead_reject', 'Причина отказа', 'Reason of refusal'),
      link('client_reject', 'client_reject', 'Причина ухода', 'Reason of leaving'),
      link('company', 'own_company', 'Своя организация', 'Own company'),
      link('level', 'level', 'Уровень', 'Level'),
      link('employee', 'user', 'Сотрудник', 'Employee'),
      text('payer_name', 'Плательщик', 'Payer'),
      date('birthday', 'Дата рождения', 'Date of birth', { indexed: true }),
      choice('gender', GENDERS, 'Пол', 'Gender'),
      text('color', 'Цвет', 'Colour', { settings: { maxLength: 20 } }),
      text('barcode', 'Штрихкод', 'Barcode', { indexed: true, settings: { maxLength: 100 } }),
      money('balance', 'Баланс', 'Balance', COMPUTED),
      money('balance_base', 'Основной баланс', 'Base balance', COMPUTED),
      integer('bonus', 'Бонусы', 'Bonus', COMPUTED),
      integer('paid_lessons', 'Оплачено уроков', 'Lessons paid for', COMPUTED),
      instant('paid_till', 'Оплачено до', 'Paid till', COMPUTED),
      instant('next_lesson_at', 'Следующий урок', 'Next lesson', { ...COMPUTED, indexed: true }),
      date('last_attended_on', 'Последнее посещение', 'Last attended', { ...COMPUTED, indexed: true }),
      integer('attended_lessons', 'Посещено уроков', 'Lessons attended', COMPUTED),
      date('subscribed_till', 'Абонемент до', 'Subscribed till', COMPUTED),
    ],
  },
  { entity: 'user', fields: [links('branches', 'branch', 'Работает в филиалах (пусто — во всех)', 'Works in branches (empty: in all)')] },
  { entity: 'source', fields: [text('code', 'Код', 'Code', { settings: { maxLength: 100 } }), flag('disabled', 'Не используется', 'Not in use')] },
  {
    entity: 'task', branch: 'branches',
    fields: [
      branches,
      links('also_owners', 'user', 'Ещё ответственные', 'More owners'),
      links('also_clients', 'client', 'Ещё клиенты', 'More clients'),
      links('groups', 'group', 'Группы', 'Groups'),
      link('company', 'own_company', 'Своя организация', 'Own company'),
      flag('archived', 'В архиве', 'Archived'),
      flag('private', 'Личная', 'Private'),
      flag('public_entry', 'Видна всем', 'Public entry'),
      flag('notify', 'Напомнить', 'Notify'),
      integer('priority', 'Важность', 'Priority'),
    ],
  },
  {
    entity: 'activity', branch: 'branch',
    fields: [
      link('group', 'group', 'Группа', 'Group', { indexed: true }),
      link('task', 'task', 'Задача', 'Task', { indexed: true }),
      link('branch', 'branch', 'Филиал', 'Branch'),
      integer('medium', 'Способ связи (1 — комментарий)', 'Medium (1 is a comment)'),
    ],
  },
];

/** A school: branches, teachers, groups, lessons, subscriptions, payments. The numbers of the first values are known to programs. */
export const SCHOOL_PRESET: Preset = {
  name: 'school',
  entities: [...SCHOOL_DICTIONARIES, ...SCHOOL_RECORDS],
  added: ADDED,
  seeds: [
    { entity: 'branch', by: 'title', records: [{ id: 1, title: 'Основной филиал', position: 1 }] },
    { entity: 'pipeline', by: 'title', records: titles('Основная воронка') },
    { entity: 'lead_status', by: 'title', records: titles('Новая заявка', 'Взят в работу', 'Назначен пробный урок', 'Проведён пробный урок', 'Ожидаем оплату').map((status) => ({ ...status, pipeline: 'Основная воронка' })) },
    { entity: 'study_status', by: 'title', records: titles('Учится', 'Пауза', 'Закончил') },
    { entity: 'lead_reject', by: 'title', records: titles('Не отвечает', 'Дорого', 'Не подошло расписание') },
    { entity: 'client_reject', by: 'title', records: titles('Закончил обучение', 'Переехал', 'Не устроило качество') },
    { entity: 'group_status', by: 'title', records: titles('Набор', 'Обучение', 'Завершена') },
    { entity: 'level', by: 'title', records: titles('Начальный', 'Средний', 'Продвинутый') },
    { entity: 'lesson_type', by: 'title', records: titles('Индивидуальный', 'Групповой', 'Пробный').map((type) => ({ ...type, kind: type.id })) },
    { entity: 'absence_reason', by: 'title', records: [{ id: 1, title: 'Уважительная', position: 1 }, { id: 2, title: 'Без предупреждения', position: 2, charged: true }] },
    {
      entity: 'payment_type', by: 'title',
      records: [
        { id: 1, title: 'Доход', effect: 'income', position: 1 },
        { id: 5, title: 'Возврат', effect: 'refund', position: 2 },
        { id: 6, title: 'Корректировка', effect: 'correction', position: 3 },
        { id: 9, title: 'Продажа товара', effect: 'goods', position: 4 },
      ],
    },
    { entity: 'payment_category', by: 'title', records: titles('Обучение') },
    { entity: 'payment_item', by: 'title', records: [{ id: 1, title: 'Оплата занятий', category: 'Обучение', position: 1 }] },
    { entity: 'payment_account', by: 'title', records: [{ id: 1, title: 'Основная касса', branch: 'Основной филиал', position: 1 }] },
    { entity: 'own_company', by: 'title', records: titles('Моя школа') },
  ],
};
