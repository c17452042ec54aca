import { DESIGNED } from './designed-fields.ts';
import { ACCOUNT } from './load-clients.ts';
import type { LoadGroup } from './load-plan.ts';
import { DAYS, emailOf, LAST_DAY } from './make-designed.ts';
import { phpForm } from './php-form.ts';
import type { DesignedScenario } from './scenario-names.ts';

/** The numbers under which clients know the entity, its fields and the choices of its first option field. */
interface Numbers {
  readonly entity: string;
  field(name: string): string;
  readonly statuses: readonly string[];
}

const PATH = '/api/rest.php';
const PAGE = 50;
const DEEP_PAGE = 1000;
const COLUMNS = ['subject', 'code', 'status', 'due', 'responsible', 'price'];
const PERIODS = 6;
const DAY_MS = 86_400_000;
const STRETCH = 10_000_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let stretches = 0;

/** Asks the server for the numbers, as a client would, and gives what makes the requests of each scenario. */
export async function designedGroups(port: number): Promise<(name: DesignedScenario, count: number, connections: number) => LoadGroup> {
  const numbers = await readNumbers(port);
  return (name, count, connections) => ({
    name, connections,
    source: {
      templates: callsOf(name, count, numbers).map((members) => ({ path: PATH, body: bodyOf(name === 'rk_insert' ? 'insert' : 'select', { entity_id: numbers.entity, ...members }) })),
      headers: FORM,
      order: 'random',
      // A record of number `index` has the id after it.
      range: name === 'rk_text_equal' ? [0, count - 1] : [1, count],
      uniqueFrom: STRETCH * ++stretches,
    },
    // A row, or the id of what was written; an empty list of rows holds none.
    expected: '"id":"',
  });
}

/** Credentials in each call, as this language has them. */
function bodyOf(action: string, members: object): string {
  return phpForm({ key: ACCOUNT.key, username: ACCOUNT.login, password: ACCOUNT.password, action, ...members });
}

function callsOf(name: DesignedScenario, count: number, { field, statuses }: Numbers): readonly object[] {
  const columns = COLUMNS.map(field).join(',');
  switch (name) {
    case 'rk_select_id': return [{ filters: { id: '{{random}}' } }];
    case 'rk_page': return statuses.flatMap((status) => periods().map((period) => ({ filters: { [field('status')]: status, [field('due')]: period }, select_fields: columns, rows_per_page: PAGE, page: 1 })));
    case 'rk_page_deep': return [{ select_fields: columns, rows_per_page: PAGE, page: Math.min(DEEP_PAGE, Math.ceil(count / PAGE / 2)) }];
    case 'rk_text_equal': return [{ filters: { [field('email')]: emailOf('{{random}}') } }];
    case 'rk_insert': return [{ items: newItem(field, statuses) }];
  }
}

/** Quarters all over the time of the records. */
function periods(): readonly string[] {
  const day = (days: number): string => new Date(LAST_DAY - days * DAY_MS).toISOString().slice(0, 10);
  return Array.from({ length: PERIODS }, (_, index) => Math.floor((DAYS / PERIODS) * index)).map((back) => `${day(back + 91)},${day(back)}`);
}

function newItem(field: Numbers['field'], statuses: readonly string[]): object {
  const values = {
    subject: 'Заказ с сайта {{unique}}', code: 'WEB-{{unique}}', city: 'Пермь', street: 'ул. Ленина, д. 15', contact: 'Иванов Пётр', status: statuses[0] ?? '', due: '2026-03-15', called: '2026-02-01 12:30',
    price: '15000.50', urgent: 'true', description: 'Заявка с сайта, просит перезвонить после обеда', email: 'web{{unique}}@mail.ru',
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`field_${field(name)}`, value]));
}

interface Named {
  readonly id: string;
  readonly name: string;
}

async function readNumbers(port: number): Promise<Numbers> {
  const ask = async (action: string, members: object): Promise<readonly Named[]> => {
    const response = await fetch(`http://127.0.0.1:${port}${PATH}`, { method: 'POST', headers: FORM, body: bodyOf(action, members) });
    const { data } = await response.json() as { readonly data?: readonly Named[] };
    if (data === undefined) throw new Error(`${action} was refused: ${response.status}`);
    return data;
  };
  const idOf = (list: readonly Named[], name: string): string => {
    const found = list.find((one) => one.name === name);
    if (found === undefined) throw new Error(`the server knows no "${name}"`);
    return found.id;
  };
  const entity = idOf(await ask('get_entities', {}), DESIGNED.label.en);
  const fields = await ask('get_entity_fields', { entity_id: entity });
  const field = (name: string): string => idOf(fields, name);
  const choices = await ask('get_field_choices', { entity_id: entity, field_id: field('status') });
  return { entity, field, statuses: choices.map(({ id }) => id) };
}
