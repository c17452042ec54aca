/** A row as it stands in the dump. */
type Cells = readonly (string | number | null)[];

export interface SampleTable {
  readonly columns: string;
  readonly rows: readonly Cells[];
}

export type SampleTables = Readonly<Record<string, SampleTable>>;

/** 15 March 2024, 12:00 in Moscow, and the midnight of that day, in seconds. */
export const AT = 1_710_493_200;
const DAY = AT - 12 * 3600;

/** The portable hash of `test12345`, from the tests of phpass. */
export const PHPASS = '$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0';

const reserved = (entity: number, first: number): readonly Cells[] => ['action', 'id', 'date_added', 'date_updated', 'created_by', 'parent_item_id'].map((type, index) => [first + index, entity, 1, `fieldtype_${type}`, '', 0, 0, 0, '', index]);

/** Field: id, entity, tab, type, name, heading, required, on the comment form, configuration, order. */
const field = (id: number, entity: number, type: string, name: string, configuration: object = {}, { heading = 0, required = 0, comments = 0, tab = 30 } = {}): Cells =>
  [id, entity, tab, `fieldtype_${type}`, name, heading, required, comments, Object.keys(configuration).length === 0 ? '' : JSON.stringify(configuration), id];

const USER_FIELDS: readonly Cells[] = [
  field(5, 1, 'user_status', '', {}, { tab: 1 }), field(6, 1, 'user_accessgroups', '', {}, { tab: 1 }), field(7, 1, 'user_firstname', '', {}, { tab: 1 }), field(8, 1, 'user_lastname', '', {}, { tab: 1 }),
  field(9, 1, 'user_email', '', {}, { tab: 1 }), field(10, 1, 'user_photo', '', {}, { tab: 1 }), field(12, 1, 'user_username', '', {}, { tab: 1, heading: 1 }), field(13, 1, 'user_language', '', {}, { tab: 1 }),
  field(14, 1, 'user_skin', '', {}, { tab: 1 }), field(201, 1, 'user_last_login_date', '', {}, { tab: 1 }), field(250, 1, 'input', 'Кабинет', {}, { tab: 1 }),
];

const PROJECT_FIELDS: readonly Cells[] = [
  field(156, 21, 'dropdown', 'Приоритет', {}, { required: 1, comments: 1, tab: 24 }), field(157, 21, 'dropdown', 'Статус', {}, { required: 1, comments: 1, tab: 24 }),
  field(158, 21, 'input', 'Название', { allow_search: '1' }, { heading: 1, required: 1, tab: 24 }), field(159, 21, 'input_date', 'Дата начала проекта', {}, { tab: 24 }),
  field(160, 21, 'textarea_wysiwyg', 'Описание', { allow_search: '1' }, { tab: 24 }), field(161, 21, 'users', 'Команда', { display_as: 'checkboxes' }, { tab: 25 }), field(162, 21, 'attachments', 'Вложения', {}, { tab: 24 }),
];
const TASK_FIELDS: readonly Cells[] = [
  field(168, 22, 'input', 'Название', {}, { heading: 1, required: 1, tab: 26 }), field(169, 22, 'dropdown', 'Статус', {}, { tab: 26 }), field(171, 22, 'users', 'Назначен на', {}, { tab: 26 }),
  field(173, 22, 'input_numeric', 'Расчетное время', { number_format: '2/./*' }, { tab: 27 }), field(174, 22, 'input_numeric_comments', 'Затрачено времени', {}, { comments: 1, tab: 27 }),
];

/** One field of every carried kind, and some that are not carried. */
export const GOODS_FIELDS: readonly Cells[] = [
  field(300, 30, 'input', 'Артикул', { is_unique: '1' }, { heading: 1 }), field(301, 30, 'textarea', 'Примечание'), field(302, 30, 'textarea_wysiwyg', 'Текст'), field(303, 30, 'input_url', 'Сайт'), field(304, 30, 'input_email', 'Почта'),
  field(305, 30, 'phone', 'Телефон'), field(306, 30, 'input_ip', 'Адрес сети'), field(307, 30, 'input_numeric', 'Цена', { number_format: '2/./*' }), field(308, 30, 'input_numeric', 'Количество'), field(309, 30, 'progress', 'Готовность'),
  field(310, 30, 'formula', 'Сумма', { formula: '[307]*[308]' }), field(311, 30, 'formula', 'Хитрая', { formula: '(SELECT MAX(id) FROM app_entity_21)' }), field(312, 30, 'text_pattern', 'Подпись', { pattern: '[300] / [309]%' }),
  field(313, 30, 'input_date', 'День'), field(314, 30, 'input_datetime', 'Момент'), field(315, 30, 'time', 'Время'), field(316, 30, 'radioboxes', 'Сорт'), field(317, 30, 'checkboxes', 'Цвета', { use_global_list: '3' }),
  field(318, 30, 'dropdown_multilevel', 'Место'), field(319, 30, 'tags', 'Метки'), field(320, 30, 'grouped_users', 'Отдел'), field(321, 30, 'boolean', 'Новый'), field(322, 30, 'boolean_checkbox', 'Проверен'),
  field(323, 30, 'users_ajax', 'Ответственный'), field(324, 30, 'access_group', 'Кому видно'), field(325, 30, 'entity', 'Проекты', { entity_id: '21' }), field(326, 30, 'entity_multilevel', 'Задача', { entity_id: '22' }),
  field(327, 30, 'input_file', 'Паспорт'), field(328, 30, 'auto_increment', 'Номер', { prefix: 'N-' }), field(329, 30, 'random_value', 'Код'), field(330, 30, 'stages', 'Этап'), field(331, 30, 'days_difference', 'Дней'),
  field(332, 30, 'input_encrypted', 'Секрет'), field(333, 30, 'js_formula', 'Скрипт'), field(334, 30, 'related_records', 'Связи'), field(335, 30, 'section', 'Раздел'), field(336, 30, 'entity', 'Куда-то', { entity_id: '999' }),
];

const CHOICE = 'id,parent_id,fields_id,is_active,name,is_default,bg_color,sort_order,users,value';
const USER = 'id,parent_id,parent_item_id,linked_id,date_added,date_updated,created_by,sort_order,password,multiple_access_groups,field_5,field_6,field_7,field_8,field_9,field_10,field_12,field_13,field_14,field_201,field_250';
const ITEM = 'id,parent_id,parent_item_id,linked_id,date_added,date_updated,created_by,sort_order';
const GOODS = GOODS_FIELDS.map(([id]) => `field_${id}`).join();

/** The default application, users, and an entity of goods with a field of every kind. */
export const SAMPLE: SampleTables = {
  app_access_groups: { columns: 'id,name,is_default,sort_order', rows: [[4, 'Менеджер', 1, 2], [5, 'Разработчик', 0, 1], [9, 'Склад', 0, 3]] },
  app_access_rules: { columns: 'id,entities_id,fields_id,choices,users_groups,access_schema,fields_view_only_access', rows: [[1, 21, 157, '40,41', '4,9', 'update', '156']] },
  app_comments: { columns: 'id,entities_id,items_id,created_by,description,attachments,date_added', rows: [[3, 22, 5, 2, '<p>Готово</p>', `${AT}_отчёт 1.txt`, AT], [4, 21, 7, 1, 'Второй', '', AT + 1], [6, 77, 1, 1, 'В пустоту', '', AT]] },
  app_comments_access: { columns: 'id,entities_id,access_groups_id,access_schema', rows: [[1, 21, 4, 'view,create']] },
  app_comments_history: { columns: 'id,comments_id,fields_id,fields_value', rows: [[1, 3, 174, '1.5'], [2, 3, 169, '49'], [3, 4, 156, '35']] },
  app_configuration: { columns: 'id,configuration_name,configuration_value', rows: [[1, 'CFG_APP_TIMEZONE', 'Europe/Moscow'], [2, 'CFG_APP_LANGUAGE', 'russian.php'], [3, 'CFG_APP_DATE_FORMAT', 'd.m.Y']] },
  app_entities: { columns: 'id,parent_id,group_id,name,notes,sort_order', rows: [[1, 0, 0, 'Пользователи', '', 10], [21, 0, 0, 'Проекты', '', 1], [22, 21, 0, 'Задачи', '', 2], [30, 0, 0, 'Товары', '', 3]] },
  app_entities_access: { columns: 'id,entities_id,access_groups_id,access_schema', rows: [[1, 21, 4, 'view,create,update,delete,reports'], [2, 30, 9, 'view_assigned,create'], [3, 22, 9, '']] },
  app_entities_configuration: { columns: 'id,entities_id,configuration_name,configuration_value', rows: [[1, 21, 'use_comments', '1'], [2, 22, 'use_comments', '1'], [3, 30, 'use_comments', '0']] },
  app_entity_1: { columns: USER, rows: [
    [1, 0, 0, 0, AT, 0, 0, 0, PHPASS, '', 1, 0, 'Анна', 'Смирнова', 'anna@example.ru', '', 'admin', 'russian.php', 'blue', AT, '12'],
    [2, 0, 0, 0, AT, AT + 60, 1, 0, PHPASS, '', 0, 9, 'Иван', '', '', '', 'ivan', '', '', 0, ''],
  ] },
  app_entity_21: { columns: `${ITEM},field_156,field_157,field_158,field_159,field_160,field_161,field_162`, rows: [
    [7, 0, 0, 0, AT, AT + 60, 2, 0, 35, 38, 'Склад', DAY, '<p>Текст</p>', '1,2', `${AT}_план.pdf,${AT}_b.txt`], [9, 0, 0, 0, AT, 0, 1, 0, 34, 999, 'Сайт', 0, '', '77', ''],
  ] },
  app_entity_21_values: { columns: 'id,items_id,fields_id,value', rows: [[1, 7, 161, 1], [2, 7, 161, 2], [3, 7, 157, 38], [4, 9, 157, 999]] },
  app_entity_22: { columns: `${ITEM},field_168,field_169,field_171,field_173,field_174`, rows: [[5, 0, 7, 0, AT, 0, 1, 0, 'Полки', 49, '2', '2.5', '1.5']] },
  app_entity_30: { columns: `${ITEM},${GOODS}`, rows: [
    [11, 0, 0, 0, AT, 0, 2, 0, 'А-1', 'a &lt; b\nc', '<b>x</b>', 'example.ru', 'a@example.ru', '+7 342 254-55-77', 3_232_235_777, '10.50', '3', 40, '', '', '', DAY, AT, 570, 401, '34,35', '411,412', '420,421', '430', 'true', 'false', '2', '4,0', '7,9', 5, `${AT}_паспорт.txt`, '12', 'QWERTY', 440, 3.5, 'шифр', 'ok', '', '', ''],
    [12, 11, 0, 0, AT, 0, 99, 0, 'А-2', '', '', '', '', '', 0, 'дорого', '', 0, '', '', '', 0, 0, 0, 0, '', '', '', '', '', 'true', '', '', '', 0, '', '', '', 0, 0, '', '', '', '', ''],
  ] },
  app_fields: { columns: 'id,entities_id,forms_tabs_id,type,name,is_heading,is_required,comments_status,configuration,sort_order', rows: [...reserved(21, 900), ...reserved(30, 910), ...USER_FIELDS, ...PROJECT_FIELDS, ...TASK_FIELDS, ...GOODS_FIELDS] },
  app_fields_access: { columns: 'id,access_groups_id,entities_id,fields_id,access_schema', rows: [[1, 4, 21, 160, 'hide'], [2, 4, 21, 157, 'view'], [3, 4, 21, 902, 'hide']] },
  app_fields_choices: { columns: CHOICE, rows: [
    [34, 0, 156, 1, 'Срочный', 0, '', 1, '', ''], [35, 0, 156, 1, 'Высокий', 1, '#ff0000', 2, '', '2.5'], [38, 0, 157, 1, 'Открытый', 0, '', 1, '', ''], [40, 0, 157, 1, 'Закрытый', 0, '', 2, '', ''], [41, 0, 157, 0, 'Отменён', 0, '', 3, '', ''],
    [49, 0, 169, 1, 'Готов', 0, '', 1, '', ''], [401, 0, 316, 1, 'Первый', 0, '', 1, '', ''], [411, 0, 318, 1, 'Склад', 0, '', 1, '', ''], [412, 411, 318, 1, 'Полка', 0, '', 1, '', ''],
    [420, 0, 319, 1, 'срочно', 0, '', 1, '', ''], [421, 0, 319, 1, 'брак', 0, '', 2, '', ''], [430, 0, 320, 1, 'Закупки', 0, '', 1, '2,1,88', ''], [440, 0, 330, 1, 'Приёмка', 0, '', 1, '', ''],
  ] },
  app_forms_tabs: { columns: 'id,entities_id,name,sort_order', rows: [[1, 1, 'Информация', 0], [24, 21, 'Информация', 0], [25, 21, 'Команда', 1], [26, 22, 'Информация', 0], [27, 22, 'Время', 1], [30, 30, 'Информация', 0]] },
  app_global_lists: { columns: 'id,name,notes', rows: [[3, 'Цвета', 'общие']] },
  app_global_lists_choices: { columns: 'id,parent_id,lists_id,is_active,name,is_default,bg_color,value,sort_order,users,notes', rows: [[34, 0, 3, 1, 'Красный', 0, '', '', 1, '', ''], [35, 0, 3, 1, 'Синий', 0, '', '', 2, '', '']] },
  app_records_visibility_rules: { columns: 'id,entities_id,is_active,users_groups', rows: [[1, 21, 1, '9']] },
  app_reports: { columns: 'id,parent_id,entities_id,created_by,reports_type,name,listing_order_fields', rows: [[59, 0, 21, 0, 'default', '', '158_asc'], [80, 0, 30, 1, 'kanban1', 'Доска', '']] },
  app_reports_filters: { columns: 'id,reports_id,fields_id,filters_values,filters_condition,is_active', rows: [[68, 59, 157, '38', 'include', 1], [69, 59, 157, '40', 'include', 0]] },
};

/** The tables as mysqldump writes them: in the order of their names, an INSERT of all rows for each. */
export function dumpOf(tables: SampleTables): string {
  const names = Object.keys(tables).toSorted();
  return ['-- MySQL dump 10.13', '/*!40101 SET NAMES utf8mb4 */;', ...names.map((name) => tableText(name, tables[name] ?? { columns: '', rows: [] })), '-- Dump completed', ''].join('\n');
}

function tableText(name: string, { columns, rows }: SampleTable): string {
  const create = `CREATE TABLE \`${name}\` (\n${columns.split(',').map((column) => `  \`${column}\` text`).join(',\n')}\n) ENGINE=InnoDB;`;
  return rows.length === 0 ? create : `${create}\nINSERT INTO \`${name}\` VALUES ${rows.map((row) => `(${row.map(literal).join()})`).join()};`;
}

function literal(cell: string | number | null): string {
  return typeof cell === 'string' ? `'${cell.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'` : String(cell);
}

/** A dump in pieces, as often as it is asked for. */
export function opener(dump: string, pieceBytes = 4096): () => AsyncGenerator<Buffer> {
  const bytes = Buffer.from(dump);
  return async function* () {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  };
}
