import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BOSS, KEY, onEveryEngine } from '../../../test/salesman/world.ts';

/** Any text that can be stored: letters of all scripts, emoji, marks that mean something to SQL, HTML, JSON, PHP or a search. */
const spice = fc.constantFrom('%', '_', '"', "'", '\\', '`', '«', '»', '&', '<', '>', '<b>', '</b>', '&amp;', '[]', '=', '+', ';', ',', '\n', '\t', '  ', '\u00a0', '🙂', '👩‍👩‍👧', 'е\u0308', 'Ё', 'İ', 'ß', 'ﬁ', '\u202e', '\ufeff', '$1', '?', ':a', '--', '\u{10ffff}');
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ unit: 'binary', maxLength: 4 }), spice), { maxLength: 6 })
    .map((parts) => parts.join('').replaceAll('\0', ''))
    .filter((joined) => joined.length <= maxLength);

const client = fc.record({
  form: fc.constantFrom('', 'ООО ', 'ЗАО', 'ОАО "', 'ИП ', ' ООО '),
  title: text(120), uid: text(60), des: text(200), scheme: text(200), address: text(60), phone: text(60), mail_url: text(60), site_url: text(60), input1: text(60), input10: text(60),
  territory: text(60), castUrName: text(60), castBank: text(60),
  type: fc.constantFrom('client', 'person', 'partner', 'contractor', 'concurent'),
  json: fc.boolean(),
}, { noNullPrototype: true });

onEveryEngine('what is written', (given) => {
  let number = 0;

  test('reads back through info, list and word, whatever the letters, sent as JSON or as a form', async () => {
    await fc.assert(fc.asyncProperty(client, async ({ form, json, castUrName, castBank, ...sent }) => {
      number += 1;
      const title = `${form}К${number} ${sent.title}`;
      const territory = `Т${number} ${sent.territory}`;
      const members = { ...sent, title, territory, recv: { castUrName, castBank } };
      const answer = await (json ? given().call('client/add', members) : post(members));
      expect(answer).toEqual({ result: 'Успешно', data: expect.any(Number) });
      const clid = Object(answer).data as unknown;

      const kept = {
        uid: sent.uid === '' ? null : sent.uid, type: sent.type, title: cleaned(title), des: sent.des, scheme: sent.scheme, address: sent.address.trim(), phone: listed(sent.phone),
        mail_url: listed(sent.mail_url), site_url: listed(sent.site_url), input1: sent.input1, input10: sent.input10,
      };
      const requisites = { castUrName: castUrName.trim(), castBank: castBank.trim(), castInn: '' };
      const info = await given().call('client/info', { clid, bankinfo: true });
      expect(info).toMatchObject({ data: { clid, ...kept, territoryname: territory.trim(), bankinfo: requisites } });
      const list = await given().call('client/list', { order: 'clid', bankinfo: true });
      expect(list).toMatchObject({ count: number });
      expect((Object(list) as { data: object[] }).data[0]).toMatchObject({ clid, ...kept, territoryTitle: territory.trim(), bankinfo: requisites });
      const found = Object(await given().call('client/list', { word: cleaned(title), fields: 'clid' })) as { data: object[] };
      expect(found.data).toContainEqual({ clid });
      const byUid = await given().call('client/info', sent.uid === '' ? { clid } : { uid: sent.uid });
      expect(byUid).toMatchObject({ data: { uid: kept.uid } });
    }), { numRuns: 40 });
  });

  test('stays as it is when it is sent back as it was read', async () => {
    const { data } = Object(await given().call('client/list', { order: 'clid' })) as { data: Record<string, unknown>[] };
    expect(data.length).toBeGreaterThan(20);
    for (const row of data.slice(0, 20)) {
      const { clid, type, title, phone, mail_url, site_url, address, des, scheme, territory, idcategory, tip_cmr, clientpath, input1, iduser } = row;
      const again = await given().call('client/update', { clid, type, title, phone, mail_url, site_url, address, des, scheme, territory, idcategory, tip_cmr, clientpath, input1, iduser });
      expect(again, `client ${JSON.stringify(row)}`).toEqual({ data: clid, result: 'Данные корректны, но идентичны имеющимся.' });
    }
  });

  async function post(members: object): Promise<unknown> {
    const payload = httpBuildQuery({ ...members, apikey: KEY, login: BOSS });
    return (await given().request({ method: 'POST', url: '/developer/v3/client/add', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload })).json;
  }
});

/** The vendor's rules for titles, in other words than the product's: tags go, blanks at the ends go, the legal form goes behind. */
function cleaned(title: string): string {
  let plain = '';
  for (let index = 0; index < title.length; index++) {
    const end = title[index] === '<' ? title.indexOf('>', index) : -1;
    if (end === -1) plain += title[index] ?? '';
    else index = end;
  }
  plain = plain.trim();
  const form = ['ООО', 'ЗАО', 'ОАО'].find((start) => plain.startsWith(start));
  if (form === undefined || /[\p{L}\p{N}]/u.test(Array.from(plain.slice(3))[0] ?? '')) return plain;
  const name = plain.slice(3).trim();
  return name === '' ? plain : `${name}, ${form}`;
}

/** Several values in one text: split at commas and semicolons, shown with a comma and a space. */
function listed(sent: string): string {
  return sent.replaceAll(';', ',').split(',').map((piece) => piece.trim()).filter((piece) => piece !== '').join(', ');
}

function httpBuildQuery(members: object, name = ''): string {
  return Object.entries(members).map(([key, value]: [string, unknown]) => {
    const inner = name === '' ? key : `${name}[${key}]`;
    return typeof value === 'object' && value !== null ? httpBuildQuery(value, inner) : `${encodeURIComponent(inner)}=${encodeURIComponent(String(value))}`;
  }).join('&');
}
