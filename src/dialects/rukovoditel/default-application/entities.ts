import { defineEntity, type EntityDefinition, type FieldDefinition } from '../../../core/metadata/definitions.ts';
import { date, decimal, files, link, links, longText, option, options, text } from '../../../core/metadata/field-drafts.ts';
import { NOTE } from '../application/annotations.ts';
import type { Reserved } from '../application/numbers.ts';

interface Place {
  readonly number: number;
  readonly tab: number;
  readonly type: string;
  readonly configuration?: Readonly<Record<string, string>>;
  readonly commentForm?: true;
}

function at({ number, tab, type, configuration, commentForm }: Place, field: FieldDefinition): FieldDefinition {
  return {
    ...field,
    annotations: {
      [NOTE.field]: String(number), [NOTE.tab]: String(tab), [NOTE.type]: type,
      ...(configuration === undefined ? {} : { [NOTE.configuration]: JSON.stringify(configuration) }),
      ...(commentForm === undefined ? {} : { [NOTE.commentForm]: '1' }),
    },
  };
}

const MEDIUM = { width: 'input-medium' };
const LARGE = { width: 'input-large' };
const HEADING = { allow_search: '1', width: 'input-xlarge' };
const SEARCHED = { allow_search: '1' };
const NAMED = { required: true, settings: { matched: true } } as const;
const HTML = { settings: { html: true } } as const;

type Numbers = Readonly<Record<Reserved, number>>;

interface Sketch {
  readonly name: string;
  readonly number: number;
  readonly sort: number;
  readonly ru: string;
  readonly en: string;
  readonly heading: string;
  readonly searched: readonly string[];
  readonly reserved: Numbers;
  readonly parent?: true;
  readonly fields: readonly FieldDefinition[];
}

function entity({ name, number, sort, ru, en, reserved, parent, fields, ...rest }: Sketch): EntityDefinition {
  const whole = parent === undefined ? {} : { parent: 'parent' };
  const parentField = parent === undefined ? [] : [link('parent', 'projects', 'Проект', 'Project', { indexed: true })];
  return defineEntity({
    name, label: { ru, en }, ...rest, ...whole, granted: true, commented: true, fields: [...fields, ...parentField],
    annotations: { [NOTE.entity]: String(number), [NOTE.reserved]: JSON.stringify(reserved), [NOTE.sort]: String(sort) },
  });
}

/** The application that ships with the vendor's product, with its own numbers (Rukovoditel contract 4.2, 4.3). */
export const DEFAULT_ENTITIES: readonly EntityDefinition[] = [
  entity({
    name: 'projects', number: 21, sort: 21, ru: 'Проекты', en: 'Projects', heading: 'name', searched: ['name', 'description'],
    reserved: { action: 152, id: 153, date_added: 154, created_by: 155, parent_item_id: 197, date_updated: 203 },
    fields: [
      at({ number: 156, tab: 24, type: 'dropdown', configuration: MEDIUM, commentForm: true }, option('priority', 'projects.priority', 'Приоритет', 'Priority', { required: true, indexed: true })),
      at({ number: 157, tab: 24, type: 'dropdown', configuration: MEDIUM, commentForm: true }, option('status', 'projects.status', 'Статус', 'Status', { required: true, indexed: true })),
      at({ number: 158, tab: 24, type: 'input', configuration: HEADING }, text('name', 'Название', 'Name', NAMED)),
      at({ number: 159, tab: 24, type: 'input_date' }, date('start_date', 'Дата начала проекта', 'Start Date')),
      at({ number: 160, tab: 24, type: 'textarea_wysiwyg', configuration: SEARCHED }, longText('description', 'Описание', 'Description', HTML)),
      at({ number: 162, tab: 24, type: 'attachments' }, files('attachments', 'Вложения', 'Attachments')),
      at({ number: 161, tab: 25, type: 'users', configuration: { display_as: 'checkboxes' } }, links('team', 'user', 'Команда', 'Team')),
    ],
  }),
  entity({
    name: 'tasks', number: 22, sort: 22, ru: 'Задачи', en: 'Tasks', heading: 'name', searched: ['name', 'description'], parent: true,
    reserved: { action: 163, id: 164, date_added: 165, created_by: 166, parent_item_id: 198, date_updated: 204 },
    fields: [
      at({ number: 167, tab: 26, type: 'dropdown', configuration: MEDIUM }, option('type', 'tasks.type', 'Тип', 'Type', { required: true, indexed: true })),
      at({ number: 168, tab: 26, type: 'input', configuration: HEADING }, text('name', 'Название', 'Name', NAMED)),
      at({ number: 169, tab: 26, type: 'dropdown', configuration: LARGE, commentForm: true }, option('status', 'tasks.status', 'Статус', 'Status', { required: true, indexed: true })),
      at({ number: 170, tab: 26, type: 'dropdown', configuration: MEDIUM, commentForm: true }, option('priority', 'tasks.priority', 'Приоритет', 'Priority', { required: true, indexed: true })),
      at({ number: 171, tab: 26, type: 'users', configuration: { display_as: 'checkboxes' } }, links('assigned_to', 'user', 'Назначен на', 'Assigned To')),
      at({ number: 172, tab: 26, type: 'textarea_wysiwyg', configuration: SEARCHED }, longText('description', 'Описание', 'Description', HTML)),
      at({ number: 177, tab: 26, type: 'attachments' }, files('attachments', 'Вложения', 'Attachments')),
      at({ number: 173, tab: 27, type: 'input_numeric', configuration: { width: 'input-small', number_format: '2/./*' } }, decimal('estimated_time', 'Расчетное время', 'Est. Time', { settings: { decimals: 2 } })),
      at({ number: 174, tab: 27, type: 'input_numeric_comments', commentForm: true }, decimal('work_hours', 'Затрачено времени', 'Work Hours', { settings: { additive: true } })),
      at({ number: 175, tab: 27, type: 'input_date' }, date('start_date', 'Дата начала', 'Start Date')),
      at({ number: 176, tab: 27, type: 'input_date' }, date('end_date', 'Дата окончания', 'End Date')),
    ],
  }),
  entity({
    name: 'tickets', number: 23, sort: 23, ru: 'Запросы', en: 'Tickets', heading: 'subject', searched: ['subject', 'description'], parent: true,
    reserved: { action: 178, id: 179, date_added: 180, created_by: 181, parent_item_id: 199, date_updated: 205 },
    fields: [
      at({ number: 182, tab: 28, type: 'grouped_users', commentForm: true }, options('department', 'tickets.department', 'Отдел', 'Department', { required: true })),
      at({ number: 183, tab: 28, type: 'dropdown', configuration: LARGE, commentForm: true }, option('type', 'tickets.type', 'Тип', 'Type', { required: true, indexed: true })),
      at({ number: 184, tab: 28, type: 'input', configuration: HEADING }, text('subject', 'Тема', 'Subject', NAMED)),
      at({ number: 185, tab: 28, type: 'textarea_wysiwyg', configuration: SEARCHED }, longText('description', 'Описание', 'Description', HTML)),
      at({ number: 186, tab: 28, type: 'dropdown', configuration: LARGE, commentForm: true }, option('status', 'tickets.status', 'Статус', 'Status', { required: true, indexed: true })),
      at({ number: 194, tab: 28, type: 'attachments' }, files('attachments', 'Вложения', 'Attachments')),
    ],
  }),
  entity({
    name: 'discussions', number: 24, sort: 24, ru: 'Обсуждения', en: 'Discussions', heading: 'name', searched: ['name', 'description'], parent: true,
    reserved: { action: 187, id: 188, date_added: 189, created_by: 190, parent_item_id: 200, date_updated: 206 },
    fields: [
      at({ number: 191, tab: 29, type: 'input', configuration: HEADING }, text('name', 'Название', 'Name', NAMED)),
      at({ number: 192, tab: 29, type: 'textarea_wysiwyg', configuration: SEARCHED }, longText('description', 'Описание', 'Description', HTML)),
      at({ number: 193, tab: 29, type: 'dropdown', configuration: MEDIUM, commentForm: true }, option('status', 'discussions.status', 'Статус', 'Status', { indexed: true })),
      at({ number: 195, tab: 29, type: 'attachments' }, files('attachments', 'Вложения', 'Attachments')),
    ],
  }),
];
