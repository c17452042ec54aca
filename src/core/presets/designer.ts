import { defineEntity, type EntityDefinition } from '../metadata/definitions.ts';
import { choice, decimal, files, flag, integer, json, link, links, longText, text, texts } from '../metadata/field-drafts.ts';
import { COMMENT_RIGHTS, DELETE_RIGHTS, READ_RIGHTS, UPDATE_RIGHTS } from '../permissions/rights.ts';

const label = (ru: string, en: string) => ({ ru, en });

/** What applications that are designed at run time need beside their own entities: lists of options, rights, comments, files. */
export const DESIGNER_ENTITIES: readonly EntityDefinition[] = [
  defineEntity({
    name: 'list', label: label('Список значений', 'List of options'), kind: 'dictionary', heading: 'title', unique: [['code']],
    fields: [
      text('code', 'Код', 'Code', { required: true, settings: { matched: true } }),
      text('title', 'Название', 'Title', { required: true }),
      text('note', 'Примечание', 'Note', { settings: { maxLength: 2000 } }),
      flag('own', 'Принадлежит одному полю', 'Belongs to one field'),
      integer('position', 'Порядок', 'Order'),
      integer('number', 'Номер для программ', 'Number that programs know'),
    ],
  }),
  defineEntity({
    name: 'option', label: label('Значение списка', 'Option'), kind: 'dictionary', heading: 'title', unique: [['list', 'number']],
    fields: [
      link('list', 'list', 'Список', 'List', { required: true, indexed: true }),
      text('title', 'Название', 'Title', { required: true, settings: { matched: true } }),
      link('parent', 'option', 'Входит в', 'Part of'),
      integer('position', 'Порядок', 'Order'),
      text('color', 'Цвет', 'Colour', { settings: { maxLength: 20 } }),
      flag('standard', 'По умолчанию', 'Default'),
      flag('disabled', 'Не предлагать', 'Not offered'),
      decimal('value', 'Число для формул', 'Number for formulas'),
      links('users', 'user', 'Сотрудники', 'Users'),
      text('note', 'Примечание', 'Note', { settings: { maxLength: 2000 } }),
      integer('number', 'Номер для программ', 'Number that programs know'),
    ],
  }),
  defineEntity({
    name: 'entity_right', label: label('Право роли', 'Right of a role'), kind: 'internal', heading: 'entity', unique: [['entity', 'role']],
    fields: [
      text('entity', 'Сущность', 'Entity', { required: true }),
      link('role', 'role', 'Роль', 'Role', { required: true }),
      choice('read', READ_RIGHTS, 'Видит', 'Sees'),
      flag('create', 'Добавляет', 'Adds'),
      choice('update', UPDATE_RIGHTS, 'Меняет', 'Changes'),
      choice('delete', DELETE_RIGHTS, 'Удаляет', 'Deletes'),
      choice('comment', COMMENT_RIGHTS, 'Комментирует', 'Comments'),
      texts('hidden', 'Не видит полей', 'Hidden fields', { settings: { maxLength: 40 } }),
      texts('fixed', 'Не меняет полей', 'Fixed fields', { settings: { maxLength: 40 } }),
    ],
  }),
  defineEntity({
    name: 'state_rule', label: label('Правило по состоянию', 'Rule by state'), kind: 'internal', heading: 'entity',
    fields: [
      text('entity', 'Сущность', 'Entity', { required: true }),
      text('field', 'Поле состояния', 'Field of the state', { required: true }),
      links('options', 'option', 'Состояния', 'States'),
      links('roles', 'role', 'Роли', 'Roles'),
      flag('update', 'Можно менять', 'May be changed'),
      flag('delete', 'Можно удалить', 'May be deleted'),
      texts('fixed', 'Поля только для чтения', 'Fixed fields', { settings: { maxLength: 40 } }),
    ],
  }),
  defineEntity({
    name: 'comment', label: label('Комментарий', 'Comment'), kind: 'part', heading: 'text',
    fields: [
      text('entity', 'Сущность', 'Entity', { required: true }),
      integer('record', 'Запись', 'Record', { required: true, indexed: true }),
      longText('text', 'Текст', 'Text', { settings: { html: true } }),
      files('files', 'Вложения', 'Files'),
      json('values', 'Изменённые поля', 'Changed fields'),
    ],
  }),
  defineEntity({
    name: 'file', label: label('Файл', 'File'), kind: 'part', heading: 'name',
    fields: [
      text('name', 'Имя', 'Name', { required: true, settings: { maxLength: 255 } }),
      text('media_type', 'Вид', 'Media type'),
      integer('size', 'Размер, байт', 'Size, bytes'),
      text('digest', 'SHA-256', 'SHA-256', { indexed: true }),
    ],
  }),
];
