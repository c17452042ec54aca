/** An option: its number, its name, and where it differs from the usual. */
interface Choice {
  readonly number: number;
  readonly en: string;
  readonly ru: string;
  readonly standard?: true;
  readonly color?: string;
  readonly position?: number;
}

const standard = { standard: true } as const;

/** The options of the default application by the code of their list (Rukovoditel contract 4.4). */
export const DEFAULT_OPTIONS: Readonly<Record<string, readonly Choice[]>> = {
  'projects.priority': [{ number: 34, en: 'Urgent', ru: 'Срочный' }, { number: 35, en: 'High', ru: 'Высокий' }],
  'projects.status': [
    { number: 37, en: 'New', ru: 'Новый' }, { number: 38, en: 'Open', ru: 'Открытый' }, { number: 39, en: 'Waiting', ru: 'В ожидании' },
    { number: 40, en: 'Closed', ru: 'Закрытый' }, { number: 41, en: 'Canceled', ru: 'Отменён' },
  ],
  'tasks.type': [
    { number: 42, en: 'Task', ru: 'Задача', ...standard }, { number: 43, en: 'Change', ru: 'Изменение' },
    { number: 44, en: 'Bug', ru: 'Ошибка', color: '#ff7a00' }, { number: 45, en: 'Idea', ru: 'Идея', position: 0 },
  ],
  'tasks.status': [
    { number: 46, en: 'New', ru: 'Новый', ...standard, position: 0 }, { number: 47, en: 'Open', ru: 'Открыт', position: 2 },
    { number: 48, en: 'Waiting', ru: 'В ожидании', position: 3 }, { number: 49, en: 'Done', ru: 'Готов', position: 4 },
    { number: 50, en: 'Closed', ru: 'Завершен', position: 5 }, { number: 51, en: 'Paid', ru: 'Оплачен', position: 6 }, { number: 52, en: 'Canceled', ru: 'Отменен', position: 7 },
  ],
  'tasks.priority': [
    { number: 53, en: 'Urgent', ru: 'Срочный', color: '#ff0000' }, { number: 54, en: 'High', ru: 'Высокий' }, { number: 55, en: 'Medium', ru: 'Средний', ...standard },
  ],
  'tickets.department': [{ number: 56, en: 'Support', ru: 'Техническая поддержка', position: 0 }],
  'tickets.type': [{ number: 57, en: 'Request a Change', ru: 'Запрос на изменение' }, { number: 58, en: 'Report a Bug', ru: 'Сообщить об ошибке' }, { number: 59, en: 'Ask a Question', ru: 'Задать вопрос' }],
  'tickets.status': [
    { number: 60, en: 'New', ru: 'Новый', ...standard, position: 0 }, { number: 61, en: 'Open', ru: 'Открытый', position: 2 },
    { number: 62, en: 'Waiting On Client', ru: 'Ожидание ответа', position: 3 }, { number: 63, en: 'Closed', ru: 'Закрыт', position: 4 }, { number: 64, en: 'Canceled', ru: 'Отменен', position: 5 },
  ],
  'discussions.status': [{ number: 65, en: 'Open', ru: 'Открыт' }, { number: 66, en: 'Closed', ru: 'Закрыт' }, { number: 67, en: 'New', ru: 'Новый', ...standard, position: 0 }],
};

/** The name of each list, for whoever meets it outside its field. */
export const LIST_TITLES: Readonly<Record<string, { readonly en: string; readonly ru: string }>> = {
  'projects.priority': { en: 'Projects: Priority', ru: 'Проекты: приоритет' },
  'projects.status': { en: 'Projects: Status', ru: 'Проекты: статус' },
  'tasks.type': { en: 'Tasks: Type', ru: 'Задачи: тип' },
  'tasks.status': { en: 'Tasks: Status', ru: 'Задачи: статус' },
  'tasks.priority': { en: 'Tasks: Priority', ru: 'Задачи: приоритет' },
  'tickets.department': { en: 'Tickets: Department', ru: 'Запросы: отдел' },
  'tickets.type': { en: 'Tickets: Type', ru: 'Запросы: тип' },
  'tickets.status': { en: 'Tickets: Status', ru: 'Запросы: статус' },
  'discussions.status': { en: 'Discussions: Status', ru: 'Обсуждения: статус' },
};
