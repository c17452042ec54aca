import { COMMON_WORD, RARE_WORD, WORDS } from './client-words.ts';
import { ACCOUNT, userLogin } from './load-clients.ts';
import type { LoadGroup } from './load-plan.ts';
import { lastNumber, phoneOf } from './make-client.ts';
import type { ClientScenario } from './scenario-names.ts';

const PAGE_SIZE = 200;
const PHONES = 200;
const TERRITORIES = ['Пермь', 'Тюмень', 'Челябинск', 'Москва'];
const COLUMNS = 'clid,title,phone,iduser,date_create';
/** Each load has its own stretch of numbers, so that no client is added twice. */
const STRETCH = 10_000_000;
const MANAGER = 12;

let stretches = 0;

/** The requests of a scenario on a store of `count` clients, on so many connections. */
export function loadGroup(name: ClientScenario, count: number, connections: number): LoadGroup {
  const bodies = bodiesOf(name, count).map((body) => JSON.stringify(body).replace('"{{random}}"', '{{random}}'));
  return {
    name, connections,
    source: {
      templates: bodies.map((body) => ({ path: `/developer/v3/client/${actionOf(name)}`, body })),
      headers: { apikey: ACCOUNT.key, login: name === 'list_own' ? userLogin(MANAGER) : ACCOUNT.login },
      order: 'random',
      range: [1, name === 'search_new' ? lastNumber(count) : count],
      uniqueFrom: STRETCH * ++stretches,
    },
    expected: expectedOf(name),
  };
}

function actionOf(name: ClientScenario): string {
  return name === 'info' || name === 'update' || name === 'add' ? name : 'list';
}

function bodiesOf(name: ClientScenario, count: number): readonly object[] {
  switch (name) {
    case 'info': return [{ clid: '{{random}}' }];
    case 'list': return [{ fields: COLUMNS }];
    case 'list_full': return [{}];
    case 'list_filtered': return TERRITORIES.map((territory) => ({ fields: COLUMNS, filter: { territory, type: 'person' } }));
    case 'list_own': return [{ fields: COLUMNS }];
    case 'search_rare': return [{ fields: COLUMNS, word: RARE_WORD }];
    case 'search_common': return [{ fields: COLUMNS, word: COMMON_WORD }];
    case 'search_phone': return Array.from({ length: PHONES }, (_, index) => ({ fields: COLUMNS, word: phoneOf(Math.floor((count / PHONES) * index)).slice(2) }));
    case 'search_new': return WORDS.cities.flatMap((city) => [...new Set(WORDS.forms)].map((form) => ({ fields: COLUMNS, word: `${city} {{random}}, ${form}` })));
    case 'deep_page': return [{ fields: COLUMNS, offset: Math.floor(count / PAGE_SIZE / 2) }];
    case 'update': return [{ clid: '{{random}}', des: 'Созвонились {{unique}}, отправлен договор на поставку', tip_cmr: '3 - Текущий клиент' }];
    case 'add': return [{
      title: 'Новый клиент {{unique}} Пермь, ООО', type: 'client', phone: '+7(922){{unique}}', mail_url: 'new{{unique}}@mail.ru', territory: 'Пермь', clientpath: 'Выставка',
      idcategory: 'Розница', address: 'Пермь, ул. Ленина, д. 15', des: 'Заявка с сайта, просит перезвонить', uid: 'site-{{unique}}',
    }];
  }
}

/** What only a right answer holds: rows, the size of the selection, or the id of what was written. */
function expectedOf(name: ClientScenario): string {
  if (name === 'info') return '"clid":';
  if (name === 'update' || name === 'add') return 'Успешно';
  if (name === 'search_new') return '"count":';
  return '"clid":';
}
