import { DESIGNED } from '../../benchmarks/designed-fields.ts';
import { ACCOUNT } from '../../benchmarks/load-clients.ts';
import type { LoadGroup } from '../../benchmarks/load-plan.ts';
import { phpForm } from '../../benchmarks/php-form.ts';
import { memberOf, type CallNative } from './native-caller.ts';

const PAGE = 500;
const SHOWN = 5;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The load that adds records, each with its number in the field whose type is changed meanwhile. */
export async function withAmounts(port: number, group: LoadGroup): Promise<LoadGroup> {
  const entity = await numberOf(port, 'get_entities', {}, DESIGNED.label.en);
  const field = await numberOf(port, 'get_entity_fields', { entity_id: entity }, 'amount');
  const templates = group.source.templates.map(({ path, body }) => ({ path, body: `${body}&items[field_${field}]={{unique}}` }));
  return { ...group, source: { ...group.source, templates } };
}

async function numberOf(port: number, action: string, members: object, name: string): Promise<string> {
  const body = phpForm({ key: ACCOUNT.key, username: ACCOUNT.login, password: ACCOUNT.password, action, ...members });
  const answer: unknown = await (await fetch(`http://127.0.0.1:${port}/api/rest.php`, { method: 'POST', headers: FORM, body })).json();
  const list = memberOf(answer, 'data');
  const found: unknown = Array.isArray(list) ? list.find((one: unknown) => memberOf(one, 'name') === name) : undefined;
  if (found === undefined) throw new Error(`the server knows no "${name}"`);
  return String(memberOf(found, 'id'));
}

/** Whether each of the records added during the run is there, once and whole; gives what is not. */
export async function compareAdded(call: CallNative, after: number, count: number): Promise<readonly string[]> {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (let last = after, more = true; more;) {
    const query = new URLSearchParams({ filter: JSON.stringify({ id: { after: last } }), sort: 'id', limit: String(PAGE), fields: 'code,name,email,price,amount' });
    const { json } = await call('GET', `/records/${DESIGNED.name}?${query}`);
    const data = memberOf(json, 'data');
    const records: readonly unknown[] = Array.isArray(data) ? data : [];
    for (const record of records) faults.push(...faultsOf(record, seen));
    last = Number(memberOf(records.at(-1), 'id') ?? last);
    more = records.length === PAGE;
  }
  return [...(seen.size === count ? [] : [`${count} records were added, ${seen.size} are there`]), ...faults.slice(0, SHOWN)];
}

function faultsOf(record: unknown, seen: Set<string>): readonly string[] {
  const number = String(memberOf(record, 'code')).replace('WEB-', '');
  const twice = seen.has(number);
  seen.add(number);
  const planned = { name: `Заказ с сайта ${number}`, email: `web${number}@mail.ru`, price: 15_000.5, amount: Number(number) };
  const wrong = Object.entries(planned).filter(([name, value]) => memberOf(record, name) !== value).map(([name]) => `${name} is ${JSON.stringify(memberOf(record, name))}`);
  return twice || wrong.length > 0 ? [`record ${String(memberOf(record, 'id'))} ${twice ? 'is there twice' : ''} ${wrong.join(', ')}`] : [];
}
