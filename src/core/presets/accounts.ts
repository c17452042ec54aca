import { VISIBILITIES } from '../accounts/account.ts';
import { METHODS, TARGETS } from '../delivery/subscription.ts';
import { defineEntity, type EntityDefinition } from '../metadata/definitions.ts';
import { choice, date, emails, flag, instant, integer, json, link, longText, phones, text, texts } from '../metadata/field-drafts.ts';

const label = (ru: string, en: string) => ({ ru, en });

/** People and what opens the door to them. */
export const ACCOUNT_ENTITIES: readonly EntityDefinition[] = [
  defineEntity({
    name: 'role', label: label('Роль', 'Role'), kind: 'dictionary', heading: 'code', unique: [['code']],
    fields: [
      text('code', 'Код', 'Code', { required: true, settings: { matched: true } }),
      text('title', 'Название', 'Title', { required: true }),
      choice('visibility', VISIBILITIES, 'Видит записи', 'Sees records'),
      flag('manages_users', 'Управляет сотрудниками', 'Manages users'),
      texts('closed_faces', 'Закрытые интерфейсы API', 'API languages closed to the role', { settings: { maxLength: 40 } }),
    ],
  }),
  defineEntity({
    name: 'user', label: label('Сотрудник', 'User'), heading: 'name', granted: true, unique: [['login']], searched: ['name', 'login', 'emails', 'phones'],
    fields: [
      text('login', 'Логин', 'Login', { required: true, settings: { matched: true } }),
      text('name', 'Имя', 'Name', { required: true }),
      link('role', 'role', 'Роль', 'Role', { required: true }),
      flag('administrator', 'Администратор', 'Administrator'),
      flag('active', 'Работает', 'Active'),
      link('manager', 'user', 'Руководитель', 'Manager'),
      link('department', 'department', 'Отдел', 'Department'),
      text('post', 'Должность', 'Position'),
      emails('emails', 'Почта', 'E-mail'),
      phones('phones', 'Телефон', 'Phone'),
      phones('mobiles', 'Мобильный', 'Mobile'),
      text('extension', 'Внутренний номер', 'Extension'),
      phones('faxes', 'Факс', 'Fax'),
      date('birthday', 'День рождения', 'Birthday'),
      text('external_id', 'Внешний идентификатор', 'External id', { indexed: true }),
    ],
  }),
  defineEntity({
    name: 'credential', label: label('Пароль', 'Credential'), kind: 'internal', heading: 'user', unique: [['user']],
    fields: [
      link('user', 'user', 'Сотрудник', 'User', { required: true }),
      text('password_hash', 'Хеш пароля', 'Password hash', { required: true, secret: true, settings: { maxLength: 500 } }),
    ],
  }),
  defineEntity({
    name: 'api_key', label: label('Ключ API', 'API key'), kind: 'internal', heading: 'label', unique: [['hash']],
    fields: [
      text('label', 'Название', 'Label', { required: true }),
      text('hash', 'Хеш ключа', 'Key hash', { required: true, secret: true, settings: { maxLength: 100 } }),
      text('prefix', 'Начало ключа', 'Key prefix', { required: true }),
      link('owner', 'user', 'Владелец', 'Owner', { required: true }),
      texts('faces', 'Открывает интерфейсы', 'Opens faces'),
      flag('speaks_for_all', 'Действует от имени любого сотрудника', 'Speaks for any user'),
      instant('expires_at', 'Действует до', 'Expires'),
    ],
  }),
  // A part, so that a login changes nothing of what every process keeps in memory.
  defineEntity({
    name: 'access_token', label: label('Временный ключ', 'Access token'), kind: 'part', heading: 'digest', logged: false,
    fields: [
      text('digest', 'Хеш', 'Digest', { required: true, secret: true, indexed: true, settings: { maxLength: 100 } }),
      link('user', 'user', 'Сотрудник', 'User', { required: true, indexed: true }),
      link('key', 'api_key', 'Ключ API', 'API key', { required: true }),
      text('face', 'Интерфейс', 'Face', { required: true, settings: { maxLength: 40 } }),
      instant('expires_at', 'Действует до', 'Expires', { required: true }),
    ],
  }),
  defineEntity({
    name: 'webhook', label: label('Подписка на события', 'Webhook'), kind: 'internal', heading: 'title',
    fields: [
      text('title', 'Название', 'Title', { required: true }),
      flag('active', 'Включена', 'Active'),
      choice('target', TARGETS, 'Куда', 'Target', { required: true }),
      longText('url', 'Адрес', 'URL', { settings: { maxLength: 4000 } }),
      choice('method', METHODS, 'Метод', 'Method'),
      text('format', 'Формат', 'Format', { required: true, settings: { maxLength: 40 } }),
      texts('events', 'События', 'Events', { settings: { maxLength: 200 } }),
      json('parameters', 'Параметры', 'Parameters'),
      json('secrets', 'Ключи подписи', 'Signing secrets', { secret: true }),
      integer('timeout_ms', 'Время одной попытки, мс', 'Time of one try, ms'),
      integer('max_tries', 'Попыток, не более', 'Most tries'),
      text('extension', 'Расширение', 'Extension', { settings: { maxLength: 100 } }),
      text('disabled_reason', 'Почему выключена', 'Why it was switched off', { settings: { maxLength: 100 } }),
      instant('disabled_at', 'Когда выключена', 'When it was switched off'),
    ],
  }),
];
