import { defineEntity, type EntityDefinition, type FieldDefinition } from '../metadata/definitions.ts';
import { choice, flag, integer, json, link, links, text } from '../metadata/field-drafts.ts';

/** What a payment of a type does to the balance of the client who pays. */
export const PAYMENT_EFFECTS = ['income', 'refund', 'correction', 'goods'] as const;

/** A list of values that a school keeps; two of them may have one title, as in two funnels. */
function values(name: string, ru: string, en: string, fields: readonly FieldDefinition[] = [], more: Partial<EntityDefinition> = {}): EntityDefinition {
  return defineEntity({
    name, label: { ru, en }, kind: 'dictionary', heading: 'title',
    fields: [
      text('title', 'Название', 'Title', { required: true }),
      flag('disabled', 'Не используется', 'Not in use'),
      integer('position', 'Порядок', 'Order'),
      ...fields,
    ],
    ...more,
  });
}

const colorNumber = integer('color_number', 'Номер цвета', 'Colour number');
const branch = link('branch', 'branch', 'Филиал', 'Branch');
const branches = links('branches', 'branch', 'Филиалы', 'Branches');
const OF_ONE = { branch: 'branch' } as const;
const OF_SOME = { branch: 'branches' } as const;

/** What lessons, clients and payments of a school point at. */
export const SCHOOL_DICTIONARIES: readonly EntityDefinition[] = [
  values('branch', 'Филиал', 'Branch', [links('subjects', 'subject', 'Предметы', 'Subjects')]),
  values('location', 'Локация', 'Location', [branch], OF_ONE),
  values('room', 'Аудитория', 'Room', [
    branch,
    link('location', 'location', 'Локация', 'Location'),
    integer('streaming_number', 'Номер подключения к онлайн-урокам', 'Number of the online connection'),
    colorNumber,
    text('note', 'Примечание', 'Note', { settings: { maxLength: 2000 } }),
  ], OF_ONE),
  values('subject', 'Предмет', 'Subject'),
  values('level', 'Уровень знаний', 'Level'),
  values('study_status', 'Статус обучения', 'Study status'),
  values('pipeline', 'Воронка', 'Pipeline'),
  values('lead_status', 'Этап воронки', 'Lead status', [
    link('pipeline', 'pipeline', 'Воронка', 'Pipeline'),
    colorNumber,
    text('color', 'Цвет', 'Colour', { settings: { maxLength: 20 } }),
  ]),
  values('lead_reject', 'Причина отказа лида', 'Reason a lead is lost'),
  values('client_reject', 'Причина ухода клиента', 'Reason a client leaves'),
  values('group_status', 'Статус группы', 'Group status'),
  values('lesson_type', 'Вид урока', 'Lesson type', [integer('kind', 'Разновидность', 'Kind'), text('icon', 'Значок', 'Icon', { settings: { maxLength: 50 } })]),
  values('absence_reason', 'Причина отсутствия', 'Reason of absence', [flag('charged', 'Урок списывается', 'The lesson is charged')]),
  values('payment_category', 'Категория статей', 'Payment category'),
  values('payment_item', 'Статья платежа', 'Payment item', [
    branches,
    link('category', 'payment_category', 'Категория', 'Category'),
    links('payment_types', 'payment_type', 'Виды платежей', 'Payment types'),
  ], OF_SOME),
  values('payment_account', 'Касса', 'Payment account', [branch, links('users', 'user', 'Сотрудники', 'Users')], OF_ONE),
  values('payment_type', 'Вид платежа', 'Payment type', [choice('effect', PAYMENT_EFFECTS, 'Что делает с балансом', 'Effect on the balance')]),
  values('own_company', 'Своя организация', 'Own company'),
  values('lead_form', 'Форма заявки', 'Lead form', [
    branch,
    link('source', 'source', 'Источник', 'Source'),
    json('fields', 'Какое поле куда', 'Which field goes where'),
  ]),
];
