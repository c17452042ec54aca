import type { Dice } from './dice.ts';
import { oddJson, oddText } from './values.ts';

/** What a parameter is meant to hold; half of the time it gets that. */
type Meant = 'id' | 'text' | 'flag' | 'date' | 'list' | 'filter' | 'recv' | 'clients';

const names = (meant: Meant, ...list: readonly string[]): readonly (readonly [string, Meant])[] => list.map((name) => [name, meant]);
const INPUTS = Array.from({ length: 10 }, (_, index) => `input${index + 1}`);
const CLIENT = [
  ...names('text', 'title', 'uid', 'type', 'user', 'address', 'des', 'scheme', 'idcategory', 'tip_cmr', 'territory', 'clientpath', ...INPUTS),
  ...names('list', 'phone', 'fax', 'mail_url', 'site_url'), ...names('id', 'iduser', 'head_clid', 'pid'), ...names('date', 'date_create'), ...names('recv', 'recv'),
];
const BLOCKS = names('flag', 'bankinfo', 'uids', 'contacts');

/** Every documented call with every documented parameter. */
const CALLS: Readonly<Record<string, readonly (readonly [string, Meant])[]>> = {
  'client/fields': [],
  'client/list': [
    ...names('id', 'offset', 'iduser'), ...names('text', 'order', 'first', 'fields', 'word', 'user'), ...BLOCKS,
    ...names('date', 'dateStart', 'dateEnd', 'dateChangeStart', 'dateChangeEnd'), ...names('filter', 'filter'),
  ],
  'client/info': [...names('id', 'clid'), ...names('text', 'uid', 'inn'), ...BLOCKS],
  'client/add': CLIENT,
  'client/add.list': [...names('clients', 'client'), ...names('text', 'user')],
  'client/update': [...names('id', 'clid'), ...CLIENT],
  'client/delete': names('id', 'clid'),
  'client/change.user': [...names('id', 'clid', 'newuser', 'iduser'), ...names('text', 'user', 'reason'), ...names('flag', 'person_send', 'dog_send', 'todo_send')],
  'user/list': [],
  'user/info': [...names('text', 'uid', 'user'), ...names('id', 'iduser')],
  'guides/category': [], 'guides/territory': [], 'guides/relations': [], 'guides/clientpath': [],
};
const FILTERS = ['relation', 'relations', 'idcategory', 'territory', 'clientpath', 'trash', 'type', ...INPUTS, '__proto__', 'constructor', 'nothing'];
const REQUISITES = ['castUrName', 'castInn', 'castKpp', 'castBank', 'castBankKs', 'castBankRs', 'castBankBik', 'castOkpo', 'castOgrn', 'castDirName', 'castUrAddr', 'castUrNameShort', '__proto__'];
const PLAIN = ['Ромашка', 'Тест 1', 'Пермь', 'client', 'Холодный звонок', '3 - Текущий клиент', 'admin', 'clid,title,phone'];

export interface FuzzCall {
  /** `client/list` */
  readonly call: string;
  /** Names with their values as JSON text; a name may be there twice. */
  readonly members: readonly (readonly [name: string, json: string])[];
}

/** A documented call with random parameters. */
export function oddCall(dice: Dice): FuzzCall {
  const call = dice.pick(Object.keys(CALLS));
  const parameters = dice.some(CALLS[call] ?? [], dice.pick([0.2, 0.5, 0.9]));
  const members = parameters.map(([name, meant]) => [name, dice.chance(0.5) ? meantJson(dice, meant) : oddJson(dice)] as const);
  const strange = dice.chance(0.2) ? [[dice.pick(['__proto__', 'constructor', 'action', 'method', '', 'a[b]', 'clid[]', ...TITLES_TWICE]), oddJson(dice)] as const] : [];
  return { call, members: [...members, ...strange] };
}

const TITLES_TWICE = ['title', 'clid', 'filter'];

function meantJson(dice: Dice, meant: Meant): string {
  switch (meant) {
    case 'id': return dice.chance(0.7) ? String(1 + dice.number(300)) : JSON.stringify(String(dice.number(300)));
    case 'text': return JSON.stringify(dice.chance(0.5) ? dice.pick(PLAIN) : oddText(dice));
    case 'flag': return dice.pick(['true', 'false', '"true"', '"yes"', '1', '"0"']);
    case 'date': return JSON.stringify(`20${10 + dice.number(20)}-0${1 + dice.number(9)}-1${dice.number(10)}${dice.pick(['', ' 10:00:00', 'T10:00:00Z', ' 25:61'])}`);
    case 'list': return dice.chance(0.5) ? JSON.stringify(`+7 922 ${dice.number(10_000_000)}, ${oddText(dice).slice(0, 50)}`) : `[${JSON.stringify(`f${dice.number(1000)}@mail.ru`)},${oddJson(dice)}]`;
    case 'filter': return objectOf(dice, FILTERS);
    case 'recv': return objectOf(dice, REQUISITES);
    case 'clients': return `[${Array.from({ length: dice.number(4) }, () => objectOf(dice, CLIENT.map(([name]) => name))).join(',')}]`;
  }
}

function objectOf(dice: Dice, members: readonly string[]): string {
  return `{${dice.some(members, 0.3).map((name) => `"${name}":${dice.chance(0.5) ? JSON.stringify(dice.pick(PLAIN)) : oddJson(dice, 2)}`).join(',')}}`;
}

/** The body of a call as JSON. */
export function toJson({ members }: FuzzCall): string {
  return `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

/** The same as a form: objects and lists with brackets, as PHP builds them. */
export function toForm({ members }: FuzzCall, dice: Dice): string {
  const pairs = members.flatMap(([name, json]) => {
    const plain = json.startsWith('"') && dice.chance(0.9) ? String(parsed(json)) : json;
    const place = dice.chance(0.8) ? name : `${name}${dice.pick(['[]', '[a]', '[a][b]', '[', ']', '[[]]', '[__proto__]', '[0][1][2]', '[a]b', '%5B%5D'])}`;
    return `${encode(place, dice)}=${encode(plain, dice)}`;
  });
  return pairs.join(dice.chance(0.9) ? '&' : dice.pick(['&&', ';', '&=&', '&amp;']));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

/** Percent encoding, rarely a broken one. */
function encode(text: string, dice: Dice): string {
  if (dice.chance(0.1)) return `${text.replaceAll(/[\s#]/gu, '+').toWellFormed().slice(0, 100)}${dice.pick(['%', '%zz', '%u0416', '%C3%28', '%00', '%ff', '%ED%A0%80'])}`;
  return encodeURIComponent(text.toWellFormed());
}
