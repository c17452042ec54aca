/** A colleague of the demo data; nobody has a password, so nobody can sign in before one is set. */
export interface DemoUser {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly post: string;
  readonly phone: string;
  /** The login of the manager, listed before. */
  readonly manager?: string;
  readonly department: string;
}

/** A sales department: its head, two team heads, three managers. */
export const DEMO_USERS: readonly DemoUser[] = [
  { login: 'olga@demo.tolmach', name: 'Ольга Соколова', role: 'division_head', post: 'Руководитель продаж', phone: '+7(945)100-00-01', department: 'Отдел активных продаж' },
  { login: 'dmitry@demo.tolmach', name: 'Дмитрий Орлов', role: 'department_head', post: 'Руководитель отдела активных продаж', phone: '+7(945)100-00-02', manager: 'olga@demo.tolmach', department: 'Отдел активных продаж' },
  { login: 'elena@demo.tolmach', name: 'Елена Кузнецова', role: 'department_head', post: 'Руководитель отдела пассивных продаж', phone: '+7(945)100-00-03', manager: 'olga@demo.tolmach', department: 'Отдел пассивных продаж' },
  { login: 'alexey@demo.tolmach', name: 'Алексей Смирнов', role: 'sales_manager', post: 'Менеджер по продажам', phone: '+7(945)100-00-04', manager: 'dmitry@demo.tolmach', department: 'Отдел активных продаж' },
  { login: 'maria@demo.tolmach', name: 'Мария Попова', role: 'sales_manager', post: 'Менеджер по продажам', phone: '+7(945)100-00-05', manager: 'dmitry@demo.tolmach', department: 'Отдел активных продаж' },
  { login: 'ivan@demo.tolmach', name: 'Иван Волков', role: 'sales_manager', post: 'Менеджер по работе с клиентами', phone: '+7(945)100-00-06', manager: 'elena@demo.tolmach', department: 'Отдел пассивных продаж' },
];
