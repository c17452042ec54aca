import { defineEntity, type EntityDefinition } from '../metadata/definitions.ts';
import { choice, date, decimal, emails, flag, instant, integer, link, links, longText, money, phones, text, texts, timeOfDay } from '../metadata/field-drafts.ts';

const label = (ru: string, en: string) => ({ ru, en });
const COMPUTED = { computed: true } as const;

export const GENDERS = ['male', 'female'] as const;
export const LESSON_STATES = ['planned', 'cancelled', 'conducted'] as const;
/** `lesson`: paid for a number of lessons; `month`, `week`: for a time. */
export const TARIFF_KINDS = ['lesson', 'month', 'week'] as const;
export const PERIOD_UNITS = ['day', 'week', 'month', 'year'] as const;
export const DISCOUNT_KINDS = ['percent', 'sum'] as const;
export const MESSAGE_KINDS = ['sms', 'mail', 'call'] as const;

const branch = link('branch', 'branch', 'Филиал', 'Branch', { indexed: true });
const branches = links('branches', 'branch', 'Филиалы', 'Branches');
const subjects = links('subjects', 'subject', 'Предметы', 'Subjects');
const lessonTypes = links('lesson_types', 'lesson_type', 'Виды уроков', 'Lesson types');
const note = longText('note', 'Примечание', 'Note');
const startsOn = date('starts_on', 'Начало', 'Starts on');
const endsOn = date('ends_on', 'Конец', 'Ends on');
const client = link('client', 'client', 'Клиент', 'Client', { indexed: true });
const streaming = integer('streaming_number', 'Номер подключения к онлайн-урокам', 'Number of the online connection');

/** Teaching: who teaches, what, to whom, when. */
const TEACHING: readonly EntityDefinition[] = [
  defineEntity({
    name: 'teacher', label: label('Педагог', 'Teacher'), heading: 'name', branch: 'branches', searched: ['name', 'phones', 'emails'],
    fields: [
      text('name', 'Имя', 'Name', { required: true }),
      branches,
      date('birthday', 'День рождения', 'Birthday'),
      choice('gender', GENDERS, 'Пол', 'Gender'),
      streaming,
      note,
      text('avatar_url', 'Фото', 'Photo', { settings: { maxLength: 2000 } }),
      phones('phones', 'Телефон', 'Phone'),
      emails('emails', 'Почта', 'E-mail'),
      texts('websites', 'Сайт', 'Website'),
      texts('addresses', 'Адрес', 'Address'),
      texts('skills', 'Навыки', 'Skills'),
      link('user', 'user', 'Сотрудник', 'User'),
      instant('archived_at', 'В архиве с', 'Archived at'),
    ],
  }),
  defineEntity({
    name: 'working_hours', label: label('Рабочее время педагога', 'Working hours'), heading: 'starts', parent: 'teacher',
    fields: [
      link('teacher', 'teacher', 'Педагог', 'Teacher', { required: true, indexed: true }),
      integer('weekday', 'День недели (1 — понедельник)', 'Weekday (1 is Monday)', { required: true }),
      timeOfDay('starts', 'С', 'From'),
      timeOfDay('ends', 'До', 'To'),
    ],
  }),
  defineEntity({
    name: 'teacher_rate', label: label('Ставка педагога', 'Teacher rate'), heading: 'note', parent: 'teacher',
    fields: [
      link('teacher', 'teacher', 'Педагог', 'Teacher', { required: true, indexed: true }),
      link('lesson_type', 'lesson_type', 'Вид урока', 'Lesson type'),
      link('subject', 'subject', 'Предмет', 'Subject'),
      money('amount', 'Ставка', 'Rate'),
      text('note', 'Примечание', 'Note'),
    ],
  }),
  defineEntity({
    name: 'group', label: label('Группа', 'Group'), heading: 'name', branch: 'branches', searched: ['name', 'note'],
    fields: [
      text('name', 'Название', 'Name', { required: true }),
      branches,
      links('teachers', 'teacher', 'Педагоги', 'Teachers'),
      link('level', 'level', 'Уровень', 'Level'),
      link('status', 'group_status', 'Статус', 'Status', { indexed: true }),
      link('company', 'own_company', 'Организация', 'Company'),
      link('subject', 'subject', 'Предмет', 'Subject', { indexed: true }),
      streaming,
      integer('capacity', 'Мест', 'Seats'),
      note,
      startsOn,
      endsOn,
      instant('archived_at', 'В архиве с', 'Archived at'),
    ],
  }),
  defineEntity({
    name: 'membership', label: label('Участие в группе', 'Membership'), heading: 'starts_on', branch: 'branch', parent: 'client',
    fields: [
      link('client', 'client', 'Клиент', 'Client', { required: true, indexed: true }),
      link('group', 'group', 'Группа', 'Group', { required: true, indexed: true }),
      branch,
      startsOn,
      endsOn,
    ],
  }),
  defineEntity({
    name: 'regular_lesson', label: label('Регулярный урок', 'Regular lesson'), heading: 'starts', branch: 'branch',
    fields: [
      branch,
      link('type', 'lesson_type', 'Вид урока', 'Lesson type'),
      link('subject', 'subject', 'Предмет', 'Subject'),
      link('group', 'group', 'Группа', 'Group', { indexed: true }),
      link('client', 'client', 'Клиент', 'Client', { indexed: true }),
      links('clients', 'client', 'Ещё клиенты', 'More clients'),
      links('teachers', 'teacher', 'Педагоги', 'Teachers'),
      link('room', 'room', 'Аудитория', 'Room'),
      integer('weekday', 'День недели (1 — понедельник)', 'Weekday (1 is Monday)', { required: true }),
      timeOfDay('starts', 'С', 'From', { required: true }),
      timeOfDay('ends', 'До', 'To', { required: true }),
      startsOn,
      endsOn,
      flag('public', 'Виден всем', 'Public'),
      integer('capacity', 'Мест', 'Seats'),
      date('planned_until', 'Уроки запланированы по', 'Lessons are planned until', COMPUTED),
    ],
  }),
  defineEntity({
    name: 'lesson', label: label('Урок', 'Lesson'), heading: 'topic', branch: 'branch',
    fields: [
      branch,
      date('date', 'Дата', 'Date', { ...COMPUTED, indexed: true }),
      instant('starts_at', 'Начало', 'Starts at', { required: true, indexed: true }),
      instant('ends_at', 'Конец', 'Ends at', { required: true }),
      choice('state', LESSON_STATES, 'Состояние', 'State', { settings: { standard: 'planned' } }),
      link('type', 'lesson_type', 'Вид урока', 'Lesson type', { indexed: true }),
      link('subject', 'subject', 'Предмет', 'Subject', { indexed: true }),
      link('room', 'room', 'Аудитория', 'Room'),
      links('teachers', 'teacher', 'Педагоги', 'Teachers'),
      links('clients', 'client', 'Клиенты', 'Clients', { settings: { maxItems: 1000 } }),
      links('groups', 'group', 'Группы', 'Groups'),
      note,
      text('topic', 'Тема', 'Topic', { settings: { maxLength: 2000 } }),
      longText('homework', 'Домашнее задание', 'Homework'),
      link('regular', 'regular_lesson', 'Регулярный урок', 'Regular lesson', { indexed: true }),
    ],
  }),
  defineEntity({
    name: 'attendance', label: label('Посещение', 'Attendance'), heading: 'note', parent: 'lesson',
    fields: [
      link('lesson', 'lesson', 'Урок', 'Lesson', { required: true, indexed: true }),
      link('client', 'client', 'Клиент', 'Client', { required: true, indexed: true }),
      flag('attended', 'Был', 'Attended'),
      link('reason', 'absence_reason', 'Причина отсутствия', 'Reason of absence'),
      text('grade', 'Оценка', 'Grade', { settings: { maxLength: 100 } }),
      integer('homework_grade', 'Оценка за домашнее задание', 'Homework grade'),
      integer('bonus', 'Бонусы', 'Bonus'),
      text('note', 'Примечание', 'Note', { settings: { maxLength: 2000 } }),
      date('date', 'Дата урока', 'Date of the lesson', COMPUTED),
      link('subscription', 'subscription', 'Списано с абонемента', 'Charged subscription', { ...COMPUTED, indexed: true }),
      money('charged', 'Списано', 'Charged', COMPUTED),
    ],
  }),
];

/** Money: what clients buy, pay and are charged. */
const MONEY: readonly EntityDefinition[] = [
  defineEntity({
    name: 'tariff', label: label('Абонемент (шаблон)', 'Tariff'), heading: 'name', branch: 'branches',
    fields: [
      text('name', 'Название', 'Name', { required: true }),
      choice('kind', TARIFF_KINDS, 'Вид', 'Kind', { settings: { standard: 'lesson' } }),
      money('price', 'Цена', 'Price'),
      integer('lessons', 'Уроков', 'Lessons'),
      integer('duration', 'Минут в уроке', 'Minutes in a lesson'),
      branches,
      subjects,
      lessonTypes,
      integer('calculation_kind', 'Счёт', 'Account'),
      integer('period_count', 'Действует', 'Valid for'),
      choice('period_unit', PERIOD_UNITS, 'Единица срока', 'Unit of the period'),
      startsOn,
      endsOn,
      instant('archived_at', 'В архиве с', 'Archived at'),
    ],
  }),
  defineEntity({
    name: 'subscription', label: label('Абонемент клиента', 'Subscription'), heading: 'note', parent: 'client',
    fields: [
      link('client', 'client', 'Клиент', 'Client', { required: true, indexed: true }),
      link('tariff', 'tariff', 'Шаблон', 'Tariff', { required: true, indexed: true }),
      link('group', 'group', 'Группа', 'Group'),
      subjects,
      lessonTypes,
      flag('separate', 'Отдельный баланс', 'Separate balance'),
      date('starts_on', 'Начало', 'Starts on', { required: true }),
      date('ends_on', 'Конец', 'Ends on'),
      text('note', 'Примечание', 'Note', { settings: { maxLength: 2000 } }),
      money('balance', 'Баланс', 'Balance', COMPUTED),
      integer('paid_lessons', 'Оплачено уроков', 'Lessons paid for', COMPUTED),
      instant('paid_till', 'Оплачено до', 'Paid till', COMPUTED),
      instant('archived_at', 'В архиве с', 'Archived at'),
    ],
  }),
  defineEntity({
    name: 'discount', label: label('Скидка', 'Discount'), heading: 'note', branch: 'branch', parent: 'client',
    fields: [
      branch,
      link('client', 'client', 'Клиент', 'Client', { required: true, indexed: true }),
      choice('kind', DISCOUNT_KINDS, 'Вид', 'Kind', { settings: { standard: 'percent' } }),
      decimal('amount', 'Размер', 'Amount'),
      text('note', 'Примечание', 'Note', { settings: { maxLength: 2000 } }),
      subjects,
      lessonTypes,
      startsOn,
      endsOn,
    ],
  }),
  defineEntity({
    name: 'payment', label: label('Платёж', 'Payment'), heading: 'note', branch: 'branch', parent: 'client',
    fields: [
      branch,
      link('location', 'location', 'Локация', 'Location'),
      link('client', 'client', 'Клиент', 'Client', { indexed: true }),
      link('account', 'payment_account', 'Касса', 'Account', { indexed: true }),
      link('item', 'payment_item', 'Статья', 'Item'),
      link('type', 'payment_type', 'Вид платежа', 'Type', { required: true }),
      link('teacher', 'teacher', 'Педагог', 'Teacher'),
      integer('commodity_number', 'Номер товара', 'Number of the goods'),
      link('subscription', 'subscription', 'Абонемент', 'Subscription', { indexed: true }),
      link('group', 'group', 'Группа', 'Group'),
      date('date', 'Дата', 'Date', { required: true, indexed: true }),
      money('income', 'Приход', 'Income'),
      money('expenditure', 'Расход', 'Expenditure'),
      text('payer_name', 'Плательщик', 'Payer'),
      text('note', 'Примечание', 'Note', { settings: { maxLength: 2000 } }),
      flag('confirmed', 'Подтверждён', 'Confirmed', { settings: { standard: true } }),
      link('manager', 'user', 'Менеджер', 'Manager'),
      integer('contract_number', 'Номер договора', 'Number of the contract'),
      text('order_number', 'Номер заказа', 'Order number'),
      text('order_description', 'Описание заказа', 'Order description', { settings: { maxLength: 2000 } }),
    ],
  }),
  defineEntity({
    name: 'bonus', label: label('Бонусы', 'Bonus'), heading: 'note', parent: 'client',
    fields: [
      link('client', 'client', 'Клиент', 'Client', { required: true, indexed: true }),
      integer('amount', 'Сколько (со знаком)', 'Amount (signed)', { required: true }),
      text('note', 'Примечание', 'Note', { settings: { maxLength: 2000 } }),
    ],
  }),
];

/** Records of a school beside clients, people and tasks. */
export const SCHOOL_RECORDS: readonly EntityDefinition[] = [
  ...TEACHING,
  ...MONEY,
  defineEntity({
    name: 'message', label: label('Сообщение или звонок', 'Message or call'), heading: 'text', branch: 'branch', parent: 'client',
    fields: [
      choice('kind', MESSAGE_KINDS, 'Вид', 'Kind', { required: true, indexed: true }),
      branch,
      client,
      link('user', 'user', 'Сотрудник', 'User'),
      longText('text', 'Текст', 'Text'),
      flag('sent', 'Отправлено', 'Sent'),
      flag('failed', 'Не доставлено', 'Failed'),
      flag('archived', 'В архиве', 'Archived'),
    ],
  }),
];
