import type { World } from '../alfacrm/world.ts';
import { EMAIL, KEY } from '../alfacrm/world.ts';

/** What a client means, whichever face tells of it; a face that does not know a part leaves it out. */
export interface Meaning {
  readonly name: string;
  /** The last ten digits of each. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly websites: readonly string[];
  readonly addresses: readonly string[];
  readonly note: string;
  /** The id of a dictionary value, 0 for none. */
  readonly source: number;
  readonly territory: number;
  readonly owner: number;
  readonly payer: string;
  readonly scheme: string;
  readonly birthday: string;
  readonly stage: string;
  readonly person: boolean;
}

export type Part = keyof Meaning;
export type Parts = Partial<Meaning>;

/** A client as a program of one API language writes and reads it. */
export interface Face {
  readonly name: string;
  /** The parts that this language can say. */
  readonly parts: readonly Part[];
  create(parts: Parts): Promise<number>;
  update(id: number, parts: Parts): Promise<void>;
  /** All clients, by their number. */
  readAll(): Promise<ReadonlyMap<number, Parts>>;
}

type Row = Readonly<Record<string, unknown>>;

const PAGE = 200;
const PASSWORD = 'secret-of-ivan';
const CLIENT = 100_001;
const RK = { name: 100_001_001, kind: 100_001_002, owner: 100_001_003, addresses: 100_001_007, phones: 100_001_008, websites: 100_001_010, emails: 100_001_011, territory: 100_001_012, note: 100_001_013, scheme: 100_001_014, source: 100_001_016, stage: 100_001_031, payer: 100_001_042, birthday: 100_001_043 } as const;

export function alfacrmFace({ write, list }: World): Face {
  const toWire = ({ name, phones, emails, websites, addresses, note, source, owner, payer, birthday, stage, person }: Parts): Row => given({
    name, phone: phones, email: emails, web: websites, addr: addresses, note, lead_source_id: idOrNull(source), assigned_id: idOrNull(owner), legal_name: payer, dob: birthday,
    is_study: stage === undefined ? undefined : stage === 'lead' ? 0 : 1, legal_type: person === undefined ? undefined : person ? 1 : 2,
  });
  return {
    name: 'alfacrm',
    parts: ['name', 'phones', 'emails', 'websites', 'addresses', 'note', 'source', 'owner', 'payer', 'birthday', 'stage', 'person'],
    create: async (parts) => (await write('1/customer/create', { is_study: 1, legal_type: 2, ...toWire(parts) })).id,
    update: async (id, parts) => void (await write(`1/customer/update?id=${id}`, toWire(parts))),
    readAll: () => pages(async (page) => (await list('customer/index', { is_study: 2, removed: 1, pageSize: PAGE, page })).items, (row) => [Number(row['id']), {
      name: text(row['name']), phones: texts(row['phone']).map(lastDigits), emails: texts(row['email']), websites: texts(row['web']), addresses: texts(row['addr']), note: text(row['note']),
      source: number(row['lead_source_id']), owner: number(row['assigned_id']), payer: text(row['legal_name']), birthday: isoDay(text(row['dob'])), stage: row['is_study'] === 0 ? 'lead' : 'client', person: row['legal_type'] === 1,
    }]),
  };
}

export function salesmanFace({ request }: World): Face {
  const call = async (name: string, members: object): Promise<Row> => {
    const { json } = await request({ method: 'POST', url: `/developer/v3/client/${name}`, headers: { 'content-type': 'application/json', apikey: KEY, login: EMAIL }, payload: JSON.stringify(members) });
    const answer = json as Row;
    if ('error' in answer) throw new Error(`salesman ${name}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const toWire = ({ name, phones, emails, websites, addresses, note, source, territory, owner, scheme }: Parts): Row => given({
    title: name, phone: phones?.join(','), mail_url: emails?.join(','), site_url: websites?.join(','), address: addresses?.[0] ?? (addresses === undefined ? undefined : ''), des: note, clientpath: source, territory, iduser: owner === 0 ? undefined : owner, scheme,
  });
  return {
    name: 'salesman',
    parts: ['name', 'phones', 'emails', 'websites', 'note', 'source', 'territory', 'owner', 'scheme'],
    create: async (parts) => Number((await call('add', toWire(parts)))['data']),
    update: async (id, parts) => void (await call('update', { clid: id, ...toWire(parts) })),
    readAll: () => pages(async (page) => (await call('list', { offset: page, filter: { trash: 'all' } }))['data'] as readonly Row[], (row) => [Number(row['clid']), {
      name: text(row['title']), phones: parted(row['phone']).map(lastDigits), emails: parted(row['mail_url']), websites: parted(row['site_url']), note: text(row['des']),
      source: number(row['clientpath']), territory: number(row['territory']), owner: number(row['iduser']), scheme: text(row['scheme']),
    }]),
  };
}

export function rukovoditelFace({ request }: World): Face {
  const call = async (action: string, members: object): Promise<unknown> => {
    const { json } = await request({ method: 'POST', url: '/api/rest.php', headers: { 'content-type': 'application/json' }, payload: JSON.stringify({ key: KEY, username: EMAIL, password: PASSWORD, action, entity_id: CLIENT, ...members }) });
    const answer = json as { readonly status: string; readonly data: unknown };
    if (answer.status !== 'success') throw new Error(`rukovoditel ${action}: ${JSON.stringify(answer)}`);
    return answer.data;
  };
  const toWire = ({ name, phones, emails, websites, note, source, territory, owner, payer, scheme, stage, birthday }: Parts): Row => Object.fromEntries(Object.entries(given({
    [RK.name]: name, [RK.phones]: phones?.join(','), [RK.emails]: emails?.join(','), [RK.websites]: websites?.join(','), [RK.note]: note,
    [RK.source]: source === 0 ? '' : source, [RK.territory]: territory === 0 ? '' : territory, [RK.owner]: owner === 0 ? '' : owner, [RK.payer]: payer, [RK.scheme]: scheme, [RK.stage]: stage, [RK.birthday]: birthday,
  })).map(([id, value]) => [`field_${id}`, value]));
  return {
    name: 'rukovoditel',
    parts: ['name', 'phones', 'emails', 'websites', 'note', 'source', 'territory', 'owner', 'payer', 'scheme', 'stage'],
    create: async (parts) => Number(((await call('insert', { items: toWire(parts) })) as { readonly id: string }).id),
    update: async (id, parts) => void (await call('update', { update_by_field: { id }, data: toWire(parts) })),
    readAll: () => pages(async (page) => ((await call('select', { rows_per_page: PAGE, page: page + 1 })) as readonly Row[]), (row) => [Number(row['id']), {
      name: text(row[RK.name]), phones: parted(row[RK.phones]).map(lastDigits), emails: parted(row[RK.emails]), websites: parted(row[RK.websites]), note: text(row[RK.note]),
      source: number(row[`${RK.source}_db_value`]), territory: number(row[`${RK.territory}_db_value`]), owner: number(row[`${RK.owner}_db_value`]),
      payer: text(row[RK.payer]), scheme: text(row[RK.scheme]), stage: text(row[RK.stage]),
    }]),
  };
}

export function nativeFace({ request }: World): Face {
  const call = async (method: 'GET' | 'POST' | 'PATCH', url: string, body?: object): Promise<Row> => {
    const { status, json } = await request({ method, url: `/api/v1/records/client${url}`, headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` }, payload: body === undefined ? '' : JSON.stringify(body) });
    if (status >= 300) throw new Error(`native ${method} ${url}: ${JSON.stringify(json)}`);
    return json as Row;
  };
  const toWire = ({ name, phones, emails, websites, addresses, note, source, territory, owner, payer, scheme, birthday, stage, person }: Parts): Row => given({
    name, phones, emails, websites, addresses, note, source: idOrNull(source), territory: idOrNull(territory), owner: idOrNull(owner), payer_name: payer, decision_scheme: scheme,
    birthday: birthday === '' ? null : birthday, stage, kind: person === undefined ? undefined : person ? 'person' : 'partner',
  });
  return {
    name: 'native',
    parts: ['name', 'phones', 'emails', 'websites', 'addresses', 'note', 'source', 'territory', 'owner', 'payer', 'scheme', 'birthday', 'stage', 'person'],
    create: async (parts) => Number((await call('POST', '', toWire(parts)))['id']),
    update: async (id, parts) => void (await call('PATCH', `/${id}`, toWire(parts))),
    readAll: () => pages(async (page) => (await call('GET', `?limit=${PAGE}&offset=${page * PAGE}`))['data'] as readonly Row[], (row) => [Number(row['id']), {
      name: text(row['name']), phones: texts(row['phones']).map(lastDigits), emails: texts(row['emails']), websites: texts(row['websites']), addresses: texts(row['addresses']), note: text(row['note']),
      source: number(row['source']), territory: number(row['territory']), owner: number(row['owner']), payer: text(row['payer_name']), scheme: text(row['decision_scheme']), birthday: text(row['birthday']), stage: text(row['stage']), person: row['kind'] === 'person',
    }]),
  };
}

async function pages(read: (page: number) => Promise<readonly Row[]>, meaning: (row: Row) => readonly [number, Parts]): Promise<ReadonlyMap<number, Parts>> {
  const all = new Map<number, Parts>();
  for (let page = 0; ; page++) {
    const rows = await read(page);
    for (const row of rows) all.set(...meaning(row));
    if (rows.length < PAGE) return all;
  }
}

function given(members: Row): Row {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function idOrNull(id: number | undefined): number | null | undefined {
  return id === 0 ? null : id;
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function parted(value: unknown): readonly string[] {
  return text(value) === '' ? [] : text(value).split(', ');
}

function number(value: unknown): number {
  return Number(value ?? 0);
}

function lastDigits(phone: string): string {
  return phone.replaceAll(/\D/gu, '').slice(-10);
}

function isoDay(day: string): string {
  return day === '' ? '' : `${day.slice(6)}-${day.slice(3, 5)}-${day.slice(0, 2)}`;
}
