import { describe, expect, test } from 'vitest';
import { readRequest, type RawRequest } from './read-request.ts';
import { UNREADABLE } from './refusals.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

type Sent = Partial<Omit<RawRequest, 'body'>> & { readonly body?: string | Buffer };

const read = ({ body = '', ...rest }: Sent) =>
  readRequest({
    path: '/developer/v3/client/list',
    queryString: '',
    contentType: undefined,
    headers: {},
    ...rest,
    body: Buffer.from(body),
  });
const parametersOf = async (sent: Sent) => {
  const outcome = await read(sent);
  return outcome.kind === 'request' ? outcome.parameters : outcome.error;
};

describe('an unreadable request', () => {
  test('is refused with its credentials, so that a wrong key is reported first', async () => {
    const headers = { apikey: 'k', login: 'a@crm.ru' };
    const outcome = await read({ contentType: JSON_TYPE, headers, body: '{"title":' });
    expect(outcome).toMatchObject({
      kind: 'refusal',
      method: 'client',
      action: 'list',
      credentials: { apikey: 'k', login: 'a@crm.ru' },
      error: { fault: { code: 405, text: 'Отсутствуют параметры - тело запроса не разобрано как JSON' } },
    });
  });

  test('keeps the credentials of the query when the form is unreadable', async () => {
    const outcome = await read({ queryString: 'apikey=k&login=a', contentType: FORM_TYPE, body: Buffer.of(0xff) });
    expect(outcome).toMatchObject({
      credentials: { apikey: 'k', login: 'a' },
      error: { fault: UNREADABLE.encoding },
    });
  });

  test('in form mode is one whose query is no UTF-8', async () => {
    expect(await read({ queryString: 'word=%CF%F0' })).toMatchObject({ error: { fault: UNREADABLE.encoding } });
  });

  test('is a broken multipart body', async () => {
    const outcome = await read({ contentType: 'multipart/form-data; boundary=XX', body: '--XX\r\n' });
    expect(outcome).toMatchObject({ error: { fault: UNREADABLE.multipart } });
  });
});

describe('JSON mode', () => {
  test.each([JSON_TYPE, 'application/json; charset=utf-8', 'Application/JSON ;charset=windows-1251'])(
    'is chosen by %s',
    async (contentType) => {
      expect(await parametersOf({ contentType, body: '{"clid":1}' })).toEqual({ clid: 1 });
    },
  );

  test('ignores the query, even an unreadable one', async () => {
    const sent = { contentType: JSON_TYPE, queryString: 'word=a&clid=%FF', body: '{"clid":1}' };
    expect(await parametersOf(sent)).toEqual({ clid: 1 });
  });

  test('reads no body as no parameters', async () => {
    expect(await parametersOf({ contentType: JSON_TYPE })).toEqual({});
  });

  test('takes credentials from headers, then body, then query', async () => {
    const body = '{"apikey":"body","login":"body"}';
    const sent = { contentType: JSON_TYPE, queryString: 'apikey=query&login=query' };
    expect(await read({ ...sent, headers: { Apikey: 'header', Login: 'header' }, body })).toMatchObject({
      credentials: { apikey: 'header', login: 'header' },
    });
    expect(await read({ ...sent, body })).toMatchObject({ credentials: { apikey: 'body', login: 'body' } });
    expect(await read(sent)).toMatchObject({ credentials: { apikey: 'query', login: 'query' } });
  });
});

describe('form mode', () => {
  test.each([undefined, FORM_TYPE, 'text/plain', 'application/vnd.api+json'])(
    'is chosen by %s; the form wins over the query',
    async (contentType) => {
      const sent = { contentType, queryString: 'user=query&filter[type]=client', body: 'user=form&filter[trash]=0' };
      expect(await parametersOf(sent)).toEqual({ user: 'form', filter: { type: 'client', trash: '0' } });
    },
  );

  test('reads multipart fields', async () => {
    const part = (name: string, value: string) => `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const body = `${part('recv[castInn]', '59')}${part('title', 'Пермь')}--XX--\r\n`;
    expect(await parametersOf({ contentType: 'Multipart/Form-Data; boundary=XX', queryString: 'title=a', body })).toEqual({
      title: 'Пермь',
      recv: { castInn: '59' },
    });
  });

  test('does not read JSON that calls itself nothing', async () => {
    expect(await parametersOf({ body: '{"clid":1}' })).toEqual({ '{"clid":1}': '' });
  });

  test('takes credentials from the parameters, then from headers', async () => {
    const headers = { apikey: 'header', login: 'header' };
    expect(await read({ headers, queryString: 'apikey=query&login=query', body: 'apikey=form' })).toMatchObject({
      credentials: { apikey: 'form', login: 'query' },
    });
    expect(await read({ headers })).toMatchObject({ credentials: { apikey: 'header', login: 'header' } });
  });
});

test('the key is not among the parameters, the login is', async () => {
  expect(await parametersOf({ queryString: 'apikey=k&login=a&clid=1' })).toEqual({ login: 'a', clid: '1' });
});

describe('the action', () => {
  const path = '/developer/v3/guides/territory';

  test('is overridden by a parameter of that name', async () => {
    expect(await read({ path, queryString: 'action=relations' })).toMatchObject({ action: 'relations' });
    expect(await read({ path, contentType: JSON_TYPE, body: '{"action":"relations"}' })).toMatchObject({
      method: 'guides',
      action: 'relations',
    });
  });

  test('is not overridden by the query in JSON mode, by an empty text or by a nest', async () => {
    const sent = { path, contentType: JSON_TYPE };
    expect(await read({ ...sent, queryString: 'action=relations' })).toMatchObject({ action: 'territory' });
    expect(await read({ ...sent, body: '{"action":""}' })).toMatchObject({ action: 'territory' });
    expect(await read({ path, queryString: 'action[]=relations' })).toMatchObject({ action: 'territory' });
  });

  test('may stand in the path as the documentation prints it, in both modes', async () => {
    const literal = '/developer/v3/client/action=list&apikey=k&login=a&word=%D0%9F+1';
    const expected = { action: 'list', credentials: { apikey: 'k', login: 'a' }, parameters: { word: 'П 1' } };
    expect(await read({ path: literal })).toMatchObject(expected);
    expect(await read({ path: literal, contentType: JSON_TYPE })).toMatchObject(expected);
    expect(await read({ path: literal, contentType: JSON_TYPE, body: '{"action":"info","word":"x"}' })).toMatchObject({
      action: 'info',
      parameters: { word: 'x' },
    });
  });
});
