import type { RouteLine } from '../dialect.ts';
import type { Endpoint } from './call.ts';
import { clientAddList } from './endpoints/client-add-list.ts';
import { clientAdd } from './endpoints/client-add.ts';
import { clientChangeUser } from './endpoints/client-change-user.ts';
import { clientDelete } from './endpoints/client-delete.ts';
import { clientFields } from './endpoints/client-fields.ts';
import { clientInfo } from './endpoints/client-info.ts';
import { clientList } from './endpoints/client-list.ts';
import { clientUpdate } from './endpoints/client-update.ts';
import { guidesCategory, guidesClientpath, guidesRelations, guidesTerritory } from './endpoints/guides.ts';
import { userInfo } from './endpoints/user-info.ts';
import { userList } from './endpoints/user-list.ts';

/** Every call there is, `method/action`. The table is the coverage list; the README is compared with it. */
export const ROUTES: ReadonlyMap<string, Endpoint> = new Map([
  ['client/fields', clientFields],
  ['client/list', clientList],
  ['client/info', clientInfo],
  ['client/add', clientAdd],
  ['client/add.list', clientAddList],
  ['client/update', clientUpdate],
  ['client/delete', clientDelete],
  ['client/change.user', clientChangeUser],
  ['guides/category', guidesCategory],
  ['guides/territory', guidesTerritory],
  ['guides/relations', guidesRelations],
  ['guides/clientpath', guidesClientpath],
  ['user/list', userList],
  ['user/info', userInfo],
]);

const LATER = ['person', 'deal', 'lead', 'task', 'history', 'entry', 'price', 'invoice', 'akt', 'document', 'budget', 'currency', 'statistic', 'user/add', 'guides/company.*'];

/** The coverage table: what answers now, and what a call is told that does not (402). */
export const COVERAGE: readonly RouteLine[] = [
  ...[...ROUTES.keys()].map((call): RouteLine => ({ call, state: 'done', about: '' })),
  ...LATER.map((call): RouteLine => ({ call, state: 'refused', about: '402 «Неизвестный метод»' })),
];
