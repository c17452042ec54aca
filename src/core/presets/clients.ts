import { defineEntity, type EntityDefinition } from '../metadata/definitions.ts';
import { choice, date, emails, flag, instant, json, link, longText, money, phones, text, texts } from '../metadata/field-drafts.ts';
import { CLIENT_KINDS } from './dictionaries.ts';

const label = (ru: string, en: string) => ({ ru, en });
const requisite = (name: string, ru: string, en: string, indexed = false) => text(name, ru, en, { indexed, settings: { maxLength: 500 } });

/** Clients and what hangs on them. */
export const CLIENT_ENTITIES: readonly EntityDefinition[] = [
  defineEntity({
    name: 'client', label: label('Клиент', 'Client'), heading: 'name', owner: 'owner',
    searched: ['name', 'note', 'phones', 'emails', 'websites', 'addresses'],
    fields: [
      text('name', 'Название', 'Name', { required: true, settings: { matched: true } }),
      choice('kind', CLIENT_KINDS, 'Вид', 'Kind', { indexed: true }),
      link('owner', 'user', 'Ответственный', 'Owner', { indexed: true }),
      link('industry', 'industry', 'Отрасль', 'Industry', { indexed: true }),
      link('parent', 'client', 'Головн. орг-ия', 'Parent company'),
      link('main_person', 'person', 'Осн. контакт', 'Main contact'),
      texts('addresses', 'Адрес', 'Address'),
      phones('phones', 'Телефон', 'Phone'),
      phones('faxes', 'Факс', 'Fax'),
      texts('websites', 'Сайт', 'Website'),
      emails('emails', 'Почта', 'E-mail'),
      link('territory', 'territory', 'Территория', 'Territory', { indexed: true }),
      longText('note', 'Описание', 'Note'),
      longText('decision_scheme', 'Принятие решений', 'Decision making'),
      link('relation', 'relation', 'Тип отношений', 'Relation', { indexed: true }),
      link('source', 'source', 'Источник клиента', 'Source', { indexed: true }),
      text('external_id', 'Внешний идентификатор', 'External id', { indexed: true }),
      flag('favourite', 'Ключевой', 'Key client'),
      choice('price_level', ['1', '2', '3', '4', '5'], 'Уровень цен', 'Price level'),
      instant('archived_at', 'В архиве с', 'Archived at'),
    ],
  }),
  defineEntity({
    name: 'requisites', label: label('Реквизиты', 'Requisites'), heading: 'legal_name', unique: [['client']],
    fields: [
      link('client', 'client', 'Клиент', 'Client', { required: true }),
      requisite('legal_name', 'Юридическое название', 'Legal name'),
      requisite('legal_name_short', 'Краткое юридическое название', 'Short legal name'),
      requisite('inn', 'ИНН', 'INN', true),
      requisite('kpp', 'КПП', 'KPP'),
      requisite('okpo', 'ОКПО', 'OKPO'),
      requisite('ogrn', 'ОГРН', 'OGRN'),
      requisite('bank', 'Банк', 'Bank'),
      requisite('correspondent_account', 'Кор. счет', 'Correspondent account'),
      requisite('settlement_account', 'Расч. счет', 'Settlement account'),
      requisite('bik', 'БИК банка', 'BIK'),
      requisite('head_name_genitive', 'ФИО руководителя в родительном падеже', 'Head, genitive'),
      requisite('head_signature', 'Подпись руководителя', 'Head, signature'),
      requisite('head_post_genitive', 'Должность руководителя в родительном падеже', 'Post, genitive'),
      requisite('head_post', 'Должность руководителя', 'Post'),
      requisite('head_grounds', 'Основание полномочий', 'Grounds'),
      requisite('legal_address', 'Юр. адрес', 'Legal address'),
    ],
  }),
  defineEntity({
    name: 'external_id', label: label('Внешний идентификатор', 'External id'), heading: 'value',
    fields: [
      text('system', 'Система', 'System', { required: true, settings: { maxLength: 100 } }),
      text('value', 'Значение', 'Value', { required: true }),
      link('client', 'client', 'Клиент', 'Client', { indexed: true }),
      link('deal', 'deal', 'Сделка', 'Deal', { indexed: true }),
    ],
  }),
  defineEntity({
    name: 'person', label: label('Контакт', 'Contact'), heading: 'name', owner: 'owner', searched: ['name', 'phones', 'mobiles', 'emails'],
    fields: [
      text('name', 'Ф.И.О.', 'Full name', { required: true, settings: { matched: true } }),
      link('client', 'client', 'Клиент', 'Client', { indexed: true }),
      text('post', 'Должность', 'Position'),
      phones('phones', 'Тел.', 'Phone'),
      phones('mobiles', 'Моб.', 'Mobile'),
      phones('faxes', 'Факс', 'Fax'),
      emails('emails', 'Почта', 'E-mail'),
      texts('roles', 'Роль', 'Role'),
      link('owner', 'user', 'Куратор', 'Owner', { indexed: true }),
      link('source', 'source', 'Канал привлечения', 'Source', { indexed: true }),
      link('loyalty', 'loyalty', 'Лояльность', 'Loyalty', { indexed: true }),
      text('external_id', 'Внешний идентификатор', 'External id', { indexed: true }),
    ],
  }),
  defineEntity({
    name: 'deal', label: label('Сделка', 'Deal'), heading: 'name', owner: 'owner', searched: ['name', 'note'],
    fields: [
      text('name', 'Название', 'Name', { required: true, settings: { matched: true } }),
      link('client', 'client', 'Клиент', 'Client', { indexed: true }),
      link('payer', 'client', 'Плательщик', 'Payer', { indexed: true }),
      link('owner', 'user', 'Куратор', 'Owner', { indexed: true }),
      link('stage', 'deal_stage', 'Этап', 'Stage', { indexed: true }),
      link('type', 'deal_type', 'Тип сделки', 'Deal type'),
      link('direction', 'deal_direction', 'Направление', 'Direction'),
      money('amount', 'Сумма', 'Amount'),
      date('planned_on', 'Дата план.', 'Planned on'),
      instant('closed_at', 'Закрыта', 'Closed at'),
      longText('note', 'Описание', 'Note'),
      text('external_id', 'Внешний идентификатор', 'External id', { indexed: true }),
    ],
  }),
  defineEntity({
    name: 'task', label: label('Напоминание', 'Task'), heading: 'name', owner: 'owner', searched: ['name', 'note'],
    fields: [
      text('name', 'Тема', 'Subject', { required: true }),
      longText('note', 'Агенда', 'Note'),
      link('owner', 'user', 'Ответственный', 'Owner', { indexed: true }),
      link('client', 'client', 'Клиент', 'Client', { indexed: true }),
      link('person', 'person', 'Контакт', 'Contact', { indexed: true }),
      link('deal', 'deal', 'Сделка', 'Deal', { indexed: true }),
      link('type', 'activity_type', 'Тип напоминания', 'Type'),
      instant('due_at', 'Срок', 'Due', { indexed: true }),
      instant('done_at', 'Выполнено', 'Done at'),
    ],
  }),
  defineEntity({
    name: 'activity', label: label('Активность', 'Activity'), heading: 'kind', owner: 'owner', logged: false,
    fields: [
      choice('kind', ['note', 'created', 'changed', 'owner_changed'], 'Вид', 'Kind', { required: true }),
      link('type', 'activity_type', 'Тип активности', 'Type'),
      longText('text', 'Текст', 'Text'),
      json('changes', 'Изменения', 'Changes'),
      link('owner', 'user', 'Автор', 'Author', { indexed: true }),
      link('client', 'client', 'Клиент', 'Client', { indexed: true }),
      link('person', 'person', 'Контакт', 'Contact', { indexed: true }),
      link('deal', 'deal', 'Сделка', 'Deal', { indexed: true }),
    ],
  }),
];

